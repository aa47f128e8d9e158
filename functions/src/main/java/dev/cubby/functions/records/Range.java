package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;

import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import java.time.Instant;

/// Which records a listing shows: those of a user whose key begins with a prefix and that have not
/// expired.
record Range(String userId, String prefix, Instant time, Paging paging) {

  private static final int MAX_LIMIT = 1_000;

  static Range of(Request request) {
    var userId = request.caller(READ).userId();
    var prefix = RecordKey.prefix(request);
    var paging =
        request.paging(
            userId, MAX_LIMIT, key -> RecordKey.isPrefix(key) && key.startsWith(prefix), "prefix");
    return new Range(userId, prefix, request.time(), paging);
  }
}
