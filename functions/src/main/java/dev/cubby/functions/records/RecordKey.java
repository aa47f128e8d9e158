package dev.cubby.functions.records;

import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.owned.OwnedResource;
import dev.cubby.shared.problem.ProblemException;
import java.util.regex.Pattern;

/// The valid keys of records: 1 to 255 characters from `A-Z a-z 0-9 . _ ~ : @ -`, except `keys`,
/// the path of the list of keys.
final class RecordKey {

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._~:@-]{0,255}");
  private static final String CHARACTERS = "characters from A-Z a-z 0-9 . _ ~ : @ -";

  private RecordKey() {}

  /// Returns the key in the path of `request`.
  static String of(Request request) {
    var key = request.path("key");
    if (key.isEmpty() || !isPrefix(key)) {
      throw ProblemException.invalid("key", "must have 1 to 255 " + CHARACTERS);
    }
    if (key.equals("keys")) {
      throw ProblemException.invalid("key", "must not be keys, which is reserved");
    }
    return key;
  }

  /// Returns the query parameter `prefix`, empty if absent.
  static String prefix(Request request) {
    var prefix = request.query("prefix").orElse("");
    if (!isPrefix(prefix)) {
      throw ProblemException.invalid("prefix", "must have at most 255 " + CHARACTERS);
    }
    return prefix;
  }

  /// Returns the requested page of the keys that begin with `prefix`.
  static Paging paging(Request request, String prefix) {
    return request.paging(
        request.caller().userId(),
        OwnedResource.MAX_LIMIT,
        key -> isPrefix(key) && key.startsWith(prefix),
        "prefix");
  }

  private static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }
}
