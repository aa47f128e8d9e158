package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Write;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a POST or PUT wants to be stored: a value that fits, and until when.
record Draft(String userId, String key, JsonText value, Instant time, @Nullable Instant expiresAt) {

  static Draft of(Request request) {
    var caller = request.caller(WRITE);
    var key = RecordKey.of(request);
    var expiresAt = request.expiry();
    var value = request.json();
    int size = ItemSize.utf8(value.text());
    int limit = RecordItem.maxValueBytes(key);
    if (size > limit) {
      throw new ProblemException(new TooLarge("The value", limit, size));
    }
    return new Draft(caller.userId(), key, value, request.time(), expiresAt);
  }

  Write toWrite() {
    return new Write(
        RecordItem.key(userId, key), RecordItem.attributes(userId, key, value), time, expiresAt);
  }
}
