package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.Outcome.Refused;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.version.Precondition;

/// The requests that every kind of owned thing answers. Each reads and writes what belongs to the
/// caller.
public final class OwnedResource<T> {
  /// How many things a page of a list can have.
  public static final int MAX_LIMIT = 1_000;

  /// How many things a page can have that DynamoDB finds in the index: those of one BatchGetItem.
  public static final int MAX_INDEX_LIMIT = 100;

  private final Schema<T> schema;
  private final OwnedStore<T> store;

  OwnedResource(Schema<T> schema, Table table) {
    this.schema = schema;
    this.store = new OwnedStore<>(schema, table);
  }

  public OwnedStore<T> store() {
    return store;
  }

  /// POST to the list: creates a thing under a new id.
  public Response create(Request request) {
    return createAt(UuidV7.at(request.time()), request);
  }

  /// POST to a key that the caller chose: creates a thing unless the key is taken.
  public Response createAtKey(Request request) {
    return createAt(schema.id(request), request);
  }

  /// GET of one thing.
  public Response get(Request request) {
    return store
        .find(request.caller().userId(), schema.id(request), request.time())
        .map(thing -> Response.ok(request, thing.revision().etag(), schema.shown(thing)))
        .orElseGet(() -> Response.problem(NotFound.of(schema.kind())));
  }

  /// GET of the list: a page in the order of ids.
  public Response list(Request request) {
    var userId = request.caller().userId();
    var paging = request.paging(userId, MAX_LIMIT, UuidV7::isUuid);
    return page(paging, store.list(userId, "", paging.page(), request.time()));
  }

  /// A `page` of a list, as `paging` asks for it.
  public Response page(Paging paging, Page<Owned<T>> page) {
    return Response.page(paging, page.map(schema::listed));
  }

  /// PUT of a thing that exists: replaces it and its expiry.
  public Response replace(Request request) {
    var precondition = request.preconditionOfExisting();
    return written(store.write(draft(schema.id(request), request), precondition));
  }

  /// PUT at a key that the caller chose: replaces a thing and its expiry. With `?upsert=true` or
  /// `If-None-Match: *` it creates one where there is none.
  public Response put(Request request) {
    var draft = draft(schema.id(request), request);
    boolean upsert = request.flag("upsert");
    var precondition =
        request.precondition(upsert ? new Precondition.None() : new Precondition.Present());
    var outcome = store.write(draft, precondition);
    // An upsert fails for want of a thing only because of If-Match. Without upsert the server
    // ignores preconditions on what does not exist (RFC 9110 §13.2.1).
    return written(upsert && outcome instanceof Absent ? new Mismatch<>(null) : outcome);
  }

  /// DELETE of a thing.
  public Response delete(Request request) {
    var precondition = request.preconditionOfExisting();
    var outcome =
        store.delete(request.caller().userId(), schema.id(request), request.time(), precondition);
    return outcome instanceof Refused<?> refused ? refused(refused) : Response.noContent();
  }

  private Response createAt(String id, Request request) {
    var draft = draft(id, request);
    var idempotency = request.idempotency(UserPartition.of(draft.userId()));
    return written(store.create(draft, idempotency));
  }

  private Draft<T> draft(String id, Request request) {
    var expiresAt = request.expiry();
    var content = request.body(schema.type());
    schema.checkSize(id, content);
    return new Draft<>(request.caller().userId(), id, content, request.time(), expiresAt);
  }

  private Response written(Outcome<Owned<T>> outcome) {
    return switch (outcome) {
      case Created<Owned<T>>(var thing) ->
          Response.created(schema.path(thing.id()), schema.written(thing))
              .etag(thing.revision().etag());
      case Updated<Owned<T>>(var thing) ->
          Response.ok(schema.written(thing)).etag(thing.revision().etag());
      case Deleted<Owned<T>> _ -> Response.noContent();
      case Refused<Owned<T>> refused -> refused(refused);
    };
  }

  private Response refused(Refused<?> refused) {
    return Response.refused(
        refused, schema.kind(), "A " + schema.kind() + " with this key already exists");
  }
}
