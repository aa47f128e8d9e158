package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.owned.OwnedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The definitions of collections that a function has read, each for 30 s. It does not keep that a
/// collection does not exist.
final class CachedDefinitions {

  /// The time for which a function keeps a definition.
  static final Duration KEPT = Duration.ofSeconds(30);

  // Each has a schema of at most 32 KB.
  private static final int MAX_SIZE = 200;

  private record Name(String userId, String collection) {}

  private record Cached(DocumentKind kind, Instant readAt) {}

  private final OwnedStore<Definition> definitions;
  private final Map<Name, Cached> cached = new LinkedHashMap<>();

  CachedDefinitions(Table table) {
    this.definitions = new OwnedStore<>(new CollectionKind(), table);
  }

  /// Returns the kind of the documents in the collection in the path of `request`, which may not
  /// exist or be being deleted: one read, or none.
  DocumentKind of(Request request) {
    var name = Definitions.name(request);
    return find(request.caller().userId(), name, request.time())
        .orElseGet(() -> new DocumentKind(name, null));
  }

  /// Returns the kind of the documents in a `collection`: one read, or none; empty if it does not
  /// exist or is being deleted.
  Optional<DocumentKind> find(String userId, String collection, Instant time) {
    var name = new Name(userId, collection);
    var known = known(name, time);
    if (known != null) {
      return Optional.of(known);
    }
    // Outside the lock, so that no request waits for the reads of others.
    var found =
        definitions
            .find(userId, collection, time)
            .filter(definition -> !definition.content().closing())
            .map(definition -> new DocumentKind(collection, definition.content()));
    found.ifPresent(kind -> keep(name, new Cached(kind, time)));
    return found;
  }

  /// Forgets a collection, which a write is about to change.
  synchronized void forget(String userId, String collection) {
    cached.remove(new Name(userId, collection));
  }

  private synchronized @Nullable DocumentKind known(Name name, Instant time) {
    cached.values().removeIf(entry -> !time.isBefore(entry.readAt().plus(KEPT)));
    var known = cached.get(name);
    return known == null ? null : known.kind();
  }

  private synchronized void keep(Name name, Cached definition) {
    if (cached.size() == MAX_SIZE) {
      cached.remove(cached.keySet().iterator().next());
    }
    cached.put(name, definition);
  }
}
