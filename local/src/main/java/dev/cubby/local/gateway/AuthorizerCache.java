package dev.cubby.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// An authorizer's results by the values of its identity sources. Concurrent misses share one
/// invocation; they share its failure too, which is not cached.
final class AuthorizerCache {

  private final Duration timeToLive;
  private final InstantSource clock;
  private final Map<List<String>, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(Instant expiresAt, CompletableFuture<AuthorizerOutcome> outcome) {

    private boolean isFresh(Instant now) {
      return now.isBefore(expiresAt);
    }
  }

  AuthorizerCache(Duration timeToLive, InstantSource clock) {
    this.timeToLive = timeToLive;
    this.clock = clock;
  }

  /// The result for `identity`: the cached one, or that of `call`.
  AuthorizerOutcome get(List<String> identity, Supplier<AuthorizerOutcome> call) {
    var now = clock.instant();
    var kept = entries.get(identity);
    if (kept != null && kept.isFresh(now)) {
      return kept.outcome().join();
    }
    var mine = new Entry(now.plus(timeToLive), new CompletableFuture<>());
    var current = entries.merge(identity, mine, (old, fresh) -> old.isFresh(now) ? old : fresh);
    if (!current.equals(mine)) {
      return current.outcome().join();
    }
    entries.values().removeIf(entry -> !entry.isFresh(now));
    return complete(identity, mine, call);
  }

  private AuthorizerOutcome complete(
      List<String> identity, Entry entry, Supplier<AuthorizerOutcome> call) {
    try {
      var outcome = call.get();
      if (outcome instanceof AuthorizerOutcome.Failed) {
        entries.remove(identity, entry);
      }
      entry.outcome().complete(outcome);
      return outcome;
    } catch (RuntimeException | Error e) {
      entries.remove(identity, entry);
      entry.outcome().completeExceptionally(e);
      throw e;
    }
  }
}
