package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.Outcome.Refused;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.version.Precondition;
import java.util.function.Function;

/// The requests that every kind of owned thing answers. Each reads and writes what belongs to the
/// caller.
public final class OwnedResource<T> {
  /// How many things a page of a list can have.
  public static final int MAX_LIMIT = 1_000;

  private final Schema<T> schema;
  private final OwnedStore<T> store;

  OwnedResource(Schema<T> schema, Table table) {
    this.schema = schema;
    this.store = new OwnedStore<>(schema, table);
  }

  /// POST to the path of all: creates a thing under a new id.
  public Response create(Request request) {
    return create(UuidV7.at(request.time()), request);
  }

  /// POST to a key of the caller's choice: creates a thing, unless the key is taken.
  public Response createAtKey(Request request) {
    return create(schema.id(request), request);
  }

  /// GET of one thing.
  public Response get(Request request) {
    return store
        .find(request.caller().userId(), schema.id(request), request.time())
        .map(thing -> Response.ok(request, thing.revision().etag(), schema.shown(thing)))
        .orElseGet(() -> Response.problem(NotFound.of(schema.kind())));
  }

  /// GET of all: a page by id.
  public Response list(Request request) {
    var userId = request.caller().userId();
    var paging = request.paging(userId, MAX_LIMIT, UuidV7::isUuid);
    var page = store.list(userId, "", paging.page(), request.time());
    return Response.page(paging, page.map(schema::listed));
  }

  /// PUT of a thing that exists: replaces it, its expiry too.
  public Response replace(Request request) {
    var precondition = request.preconditionOfExisting();
    return answer(store.replace(draft(schema.id(request), request), precondition), this::written);
  }

  /// PUT at a key of the caller's choice: replaces a thing, its expiry too. With `?upsert=true` or
  /// `If-None-Match: *` it creates one where there is none.
  public Response put(Request request) {
    var draft = draft(schema.id(request), request);
    boolean upsert = request.flag("upsert");
    var precondition =
        request.precondition(upsert ? new Precondition.None() : new Precondition.Present());
    var outcome = store.replace(draft, precondition);
    // With upsert only If-Match can have kept the PUT from creating. Without, preconditions do not
    // count (RFC 9110 §13.2.1).
    return answer(
        upsert && outcome instanceof Absent ? new Mismatch<>(null) : outcome, this::written);
  }

  /// DELETE of a thing.
  public Response delete(Request request) {
    var precondition = request.preconditionOfExisting();
    return answer(
        store.delete(
            request.caller().userId(), schema.id(request), request.time(), precondition),
        _ -> Response.noContent());
  }

  private Response create(String id, Request request) {
    var idempotency = request.idempotency(UserPartition.of(request.caller().userId()));
    return answer(store.create(draft(id, request), idempotency), this::written);
  }

  private Draft<T> draft(String id, Request request) {
    var expiresAt = request.expiry();
    var content = request.body(schema.type());
    schema.checkSize(id, content);
    return new Draft<>(request.caller().userId(), id, content, request.time(), expiresAt);
  }
}
