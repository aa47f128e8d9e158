package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.RetryOnConflict;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.owned.ChosenId;
import dev.cubby.shared.owned.Draft;
import dev.cubby.shared.owned.Owned;
import dev.cubby.shared.owned.OwnedStore;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import dev.cubby.shared.version.Precondition.Present;
import java.time.Instant;
import java.util.Optional;

/// The definitions of a user's collections.
final class Definitions {

  /// The maximum number of collections of a user.
  static final int MAX_COLLECTIONS = 100;

  private final Table table;
  private final OwnedStore<Definition> store;

  Definitions(Table table) {
    this.table = table;
    this.store = new OwnedStore<>(new CollectionKind(), table);
  }

  /// Returns the collection's name in the path of `request`.
  static String name(Request request) {
    return ChosenId.valid("name", request.path("name"));
  }

  /// Returns whether `documents=delete` is in the query of `request`.
  static boolean deletesDocuments(Request request) {
    var stated = request.query("documents");
    if (stated.isPresent() && !stated.get().equals("delete")) {
      throw ProblemException.invalid("documents", "must be delete");
    }
    return stated.isPresent();
  }

  /// Changes a collection: one read, and one write if it still has that version. Or creates it: a
  /// Query for the number of collections, and one write.
  ///
  /// @return Created, Updated or Mismatch
  /// @throws ProblemException 409 if the user has 100 collections, or as [Definition#declaredAs]
  Outcome<Owned<Definition>> declare(
      String userId,
      String name,
      Declaration declaration,
      Instant time,
      Precondition precondition) {
    // Fails before any read if an index is malformed.
    var fresh = Definition.create(userId, declaration);
    return RetryOnConflict.until(() -> {
      var changed =
          precondition instanceof Precondition.Absent
              ? new Absent<Owned<Definition>>()
              : store.change(
                  userId,
                  name,
                  time,
                  precondition instanceof OfExisting existing ? existing : new Present(),
                  Idempotency.NONE,
                  collection -> collection.declaredAs(fresh, time));
      if (!(changed instanceof Absent)) {
        return Optional.of(changed);
      }
      if (precondition instanceof OfExisting) {
        return Optional.of(new Mismatch<>(null));
      }
      requireRoom(userId, name, time);
      var draft = new Draft<>(userId, name, fresh, time, null);
      var created = store.write(draft, new Precondition.Absent());
      // Without a precondition, the collection that another client created meanwhile changes.
      return Optional.of(created)
          .filter(end -> end instanceof Created || precondition instanceof Precondition.Absent);
    });
  }

  /// Begins to delete a collection: one read, and one write if it still has that version; before, a
  /// Query for documents unless it `deletesDocuments`. Returns Updated, Absent or Mismatch.
  ///
  /// @throws ProblemException 409 if the collection has documents, or as [Definition#closed]
  Outcome<Owned<Definition>> close(
      String userId, String name, Instant time, OfExisting precondition, boolean deletesDocuments) {
    return store.change(
        userId,
        name,
        time,
        precondition,
        Idempotency.NONE,
        collection -> {
          var closed = collection.closed(time);
          if (!deletesDocuments && hasDocuments(userId, name, collection, time)) {
            throw new ProblemException(
                new Conflict(
                    "The collection has documents; delete them with it by ?documents=delete"));
          }
          return closed;
        });
  }

  /// Checks that a user may have the collection `name`: has it already, or less than 100. The list
  /// is eventually consistent, so clients that create collections at once may exceed the limit. A
  /// Query per 1 MB.
  ///
  /// @throws ProblemException 409
  void requireRoom(String userId, String name, Instant time) {
    int count = 0;
    var page = new PageRequest(MAX_COLLECTIONS, true, null);
    while (true) {
      var found = store.list(userId, "", page, time);
      if (found.items().stream().anyMatch(collection -> collection.id().equals(name))) {
        return;
      }
      count += found.items().size();
      if (count >= MAX_COLLECTIONS) {
        throw new ProblemException(
            new Conflict("A user has at most " + MAX_COLLECTIONS + " collections"));
      }
      if (found.position() == null) {
        return;
      }
      page = new PageRequest(MAX_COLLECTIONS, true, found.position());
    }
  }

  private boolean hasDocuments(String userId, String name, Definition collection, Instant time) {
    var kind = new DocumentKind(name, collection);
    return !new OwnedStore<>(kind, table).isEmpty(userId, time);
  }
}
