package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.Outcome.Refused;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.VersionAttributes;
import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.RequestBody;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Precondition;
import java.util.List;
import java.util.Optional;

/// The operations that every kind of owned thing supports, on the things of the caller.
public final class OwnedResource<T> {
  /// The maximum number of things on a page of a list.
  public static final int MAX_LIMIT = 1_000;

  /// The maximum number of things that one request names: those of one TransactGetItems.
  public static final int MAX_NAMED = 100;

  /// The maximum number of things on a page from the index.
  public static final int MAX_INDEX_LIMIT = 100;

  private final OwnedKind<T> kind;
  private final Table table;
  private final OwnedStore<T> store;

  public OwnedResource(OwnedKind<T> kind, Table table) {
    this.kind = kind;
    this.table = table;
    this.store = new OwnedStore<>(kind, table);
  }

  public OwnedStore<T> store() {
    return store;
  }

  /// Handles POST to the list: creates a thing under a new id.
  public Response create(Request request) {
    return createAt(UuidV7.at(request.time()), request);
  }

  /// Handles POST to a key: creates a thing unless the key is taken.
  public Response createAtKey(Request request) {
    return createAt(kind.id(request), request);
  }

  /// Handles GET of a thing.
  public Response get(Request request) {
    return store
        .find(request.caller().userId(), kind.id(request), request.time())
        .map(thing -> Response.ok(request, thing.revision().etag(), kind.shown(thing)))
        .orElseGet(() -> Response.problem(NotFound.of(kind.name())));
  }

  /// Handles GET of the things with these different `ids`: returns them as of one moment and in
  /// this order, the ids of those that do not exist, and the ids of those that do not fit the
  /// response.
  public Response getAll(List<String> ids, Request request) {
    var selection = store.findAll(request.caller().userId(), ids, request.time());
    return Response.selection(
        ids,
        selection.unread(),
        id -> Optional.ofNullable(selection.found().get(id)).map(kind::listed));
  }

  /// Handles GET of the list: returns a page, ordered by id.
  public Response list(Request request) {
    var userId = request.caller().userId();
    var paging = request.paging(kind.listScope(userId), MAX_LIMIT, kind::isId);
    return page(paging, store.list(userId, "", paging.page(), request.time()));
  }

  /// Returns a `page` that `paging` requested.
  public Response page(Paging paging, Page<Owned<T>> page) {
    return Response.page(paging, page.map(kind::listed));
  }

  /// Handles PUT of an existing thing: replaces it and its expiry.
  public Response replace(Request request) {
    var precondition = request.preconditionOfExisting();
    return written(store.write(draft(kind.id(request), content(request), request), precondition));
  }

  /// Handles PUT to a key: replaces a thing and its expiry. With `?upsert=true` or `If-None-Match:
  /// *` it creates a thing that does not exist.
  public Response put(Request request) {
    var draft = draft(kind.id(request), content(request), request);
    boolean upsert = request.flag("upsert");
    var precondition =
        request.precondition(upsert ? new Precondition.None() : new Precondition.Present());
    var outcome = store.write(draft, precondition);
    // Only If-Match makes an upsert of an absent thing fail. Without upsert, the server ignores
    // preconditions on a thing that does not exist (RFC 9110 §13.2.1).
    return written(upsert && outcome instanceof Absent ? new Mismatch<>(null) : outcome);
  }

  /// Handles PATCH of a thing: changes a part of it and keeps its expiry.
  public Response patch(Request request) {
    var userId = request.caller().userId();
    var id = kind.id(request);
    var patch = request.patch();
    var precondition = request.preconditionOfExisting();
    var idempotency = request.idempotency();
    try {
      kind.requireList();
    } catch (ProblemException e) {
      var first = idempotency.madeBefore(e, table, request.time());
      return written(new Updated<>(kind.read(first)));
    }
    return written(
        store.change(
            userId,
            id,
            request.time(),
            precondition,
            idempotency,
            content -> {
              var patched = patch.apply(new JsonText(Json.write(content)));
              if (kind.type() != JsonText.class && !patched.text().startsWith("{")) {
                throw ProblemException.invalid(
                    "body", "must turn the " + kind.name() + " into a JSON object");
              }
              return checked(id, RequestBody.valid(patched, kind.type()));
            }));
  }

  /// Handles DELETE of a thing.
  public Response delete(Request request) {
    var precondition = request.preconditionOfExisting();
    var outcome =
        store.delete(request.caller().userId(), kind.id(request), request.time(), precondition);
    return outcome instanceof Refused<?> refused ? refused(refused) : Response.noContent();
  }

  private Response createAt(String id, Request request) {
    var idempotency = request.idempotency();
    var content = content(request);
    Draft<T> draft;
    try {
      draft = draft(id, content, request);
    } catch (ProblemException e) {
      var first = idempotency.madeBefore(e, table, request.time());
      var firstId = kind.idOf(Key.of(first));
      return written(
          new Created<>(new Owned<>(firstId, content, VersionAttributes.revision(first))));
    }
    return written(store.create(draft, idempotency));
  }

  private T content(Request request) {
    return request.body(kind.type());
  }

  private Draft<T> draft(String id, T content, Request request) {
    var expiresAt = request.expiry();
    return new Draft<>(
        request.caller().userId(), id, checked(id, content), request.time(), expiresAt);
  }

  private T checked(String id, T content) {
    kind.check(id, content);
    return content;
  }

  /// Returns the response to a write.
  public Response written(Outcome<Owned<T>> outcome) {
    return switch (outcome) {
      case Created<Owned<T>>(var thing) ->
          Response.created(kind.path(thing.id()), kind.written(thing))
              .etag(thing.revision().etag());
      case Updated<Owned<T>>(var thing) ->
          Response.ok(kind.written(thing)).etag(thing.revision().etag());
      case Deleted<Owned<T>> _ -> Response.noContent();
      case Refused<Owned<T>> refused -> refused(refused);
    };
  }

  private Response refused(Refused<?> refused) {
    return Response.refused(
        refused, kind.name(), "A " + kind.name() + " with this key already exists");
  }
}
