package dev.cubby.local.faults;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// The tokens of the transactions that were carried out last. DynamoDB knows a token for ten
/// minutes; a client that repeats a transaction does it within seconds.
final class RecentTokens {

  private final int limit;
  private final SequencedSet<String> tokens = new LinkedHashSet<>();

  /// @param limit how many are kept
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
