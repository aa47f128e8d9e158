package dev.cubby.local.faults;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// The tokens of the latest transactions that took effect. DynamoDB knows a token for ten minutes;
/// a client that repeats a transaction does it within seconds.
final class RecentTokens {

  private final int limit;
  private final SequencedSet<String> tokens = new LinkedHashSet<>();

  /// @param limit the number of tokens to keep
  RecentTokens(int limit) {
    this.limit = limit;
  }

  synchronized void add(String token) {
    tokens.addLast(token);
    if (tokens.size() > limit) {
      tokens.removeFirst();
    }
  }

  synchronized boolean contains(String token) {
    return tokens.contains(token);
  }
}
