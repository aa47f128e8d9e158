package dev.cubby.functions.collections;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The work on the documents that a change of a collection `since` requires, and how far it is.
///
/// @param position the id of the last document that is done; null before the first page
/// @param documents the number of documents that are done
record Walk(Instant since, @Nullable String position, long documents) {

  // The timeout of API Gateway is 29 s.
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

  /// The time after a request to change a collection for which functions may still write as the
  /// former definition says: the request takes a while, then a function keeps the former
  /// definition, and another request takes a while.
  static final Duration SETTLING =
      LONGEST_REQUEST.plus(CachedDefinitions.KEPT).plus(LONGEST_REQUEST);

  static Walk since(Instant time) {
    return new Walk(time, null, 0);
  }

  /// Whether every function follows the changed definition at `time`.
  boolean isSettled(Instant time) {
    return !time.isBefore(since.plus(SETTLING));
  }

  boolean hasBegun() {
    return position != null;
  }

  Walk after(@Nullable String lastId, int more) {
    return new Walk(since, lastId, documents + more);
  }
}
