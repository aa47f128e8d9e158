package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.owned.Draft;
import dev.cubby.shared.owned.Owned;
import dev.cubby.shared.owned.OwnedStore;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Precondition.Matches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The work that changes of collections require of their documents. It may end at any moment and go
/// on later, in several invocations at once: it gives each document what the definition says, and
/// notes in the definition how far it is, if the definition is still the same version.
final class Maintenance {

  // Keeps a large collection from delaying the others.
  private static final Duration TURN = Duration.ofSeconds(10);
  private static final int PAGE = 100;

  private record Pending(String userId, String name) {

    // The sort key in the index is `<userId>#<name>`.
    static Pending of(String entry) {
      int end = entry.indexOf('#');
      return new Pending(entry.substring(0, end), entry.substring(end + 1));
    }
  }

  /// Leaves a document out of an index that cannot contain it.
  private static final class Reindexed extends DocumentKind {

    Reindexed(String name, Definition definition) {
      super(name, definition);
    }

    @Override
    Map<String, Binary> keys(String id, JsonText document) {
      var keys = new HashMap<String, Binary>();
      definition()
          .indexes()
          .forEach((name, index) -> {
            try {
              keys.putAll(IndexKey.all(Map.of(name, index), document, id));
            } catch (ProblemException _) {
              RequestLog.count("unindexable", 1);
            }
          });
      return keys;
    }
  }

  private final Table table;
  private final OwnedStore<Definition> definitions;
  private final Eraser eraser;
  private final InstantSource clock;

  Maintenance(Table table, Eraser eraser, InstantSource clock) {
    this.table = table;
    this.definitions = new OwnedStore<>(new CollectionKind(), table);
    this.eraser = eraser;
    this.clock = clock;
  }

  /// Works on all collections with work to do, in turns, until none is left that has settled or the
  /// `deadline` has passed. It can exceed the deadline by the time of a page.
  void run(Instant deadline) {
    var pending = pending();
    while (!pending.isEmpty() && clock.instant().isBefore(deadline)) {
      // No collection is always the last.
      Collections.shuffle(pending);
      pending.removeIf(one -> {
        var turn = clock.instant().plus(TURN);
        return !goOn(one, turn.isBefore(deadline) ? turn : deadline);
      });
    }
  }

  private List<Pending> pending() {
    var all = new ArrayList<Pending>();
    var request = new PageRequest(1_000, true, null);
    do {
      var page = table.list(CollectionKind.PENDING_LISTING, request, clock.instant());
      page.entries().forEach(entry -> all.add(Pending.of(entry.position())));
      request = page.position() == null ? null : new PageRequest(1_000, true, page.position());
    } while (request != null);
    return all;
  }

  // Returns whether more can be done now.
  private boolean goOn(Pending pending, Instant deadline) {
    var found = definitions.find(pending.userId(), pending.name(), clock.instant());
    var walk = found.map(Owned::content).map(Definition::walk);
    if (walk.isEmpty() || !walk.get().isSettled(clock.instant())) {
      return false;
    }
    var collection = found.orElseThrow();
    return collection.content().closing()
        ? !erased(pending.userId(), collection, deadline)
        : !walked(pending.userId(), collection, walk.get(), deadline);
  }

  // Returns whether nothing is left to do.
  private boolean erased(String userId, Owned<Definition> collection, Instant deadline) {
    if (!eraser.erase(collection.content().partition(), "", deadline)) {
      return false;
    }
    definitions.delete(userId, collection.id(), clock.instant(), only(collection));
    return true;
  }

  // Returns whether nothing is left to do, or the definition has changed.
  private boolean walked(String userId, Owned<Definition> collection, Walk walk, Instant deadline) {
    var documents = new OwnedStore<>(new Reindexed(collection.id(), collection.content()), table);
    var current = collection;
    while (clock.instant().isBefore(deadline)) {
      var now = clock.instant();
      var page = documents.reindex(userId, new PageRequest(PAGE, true, walk.position()), now);
      walk = walk.after(page.position(), page.items().size());
      var next =
          page.position() == null ? current.content().walked() : current.content().with(walk);
      var outcome =
          definitions.write(new Draft<>(userId, current.id(), next, now, null), only(current));
      if (page.position() == null || !(outcome instanceof Updated(var updated))) {
        return true;
      }
      current = updated;
    }
    return false;
  }

  private static Matches only(Owned<Definition> collection) {
    return new Matches(List.of(collection.revision().etag()));
  }
}
