package dev.cubby.functions.records;

import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.owned.OwnedResource;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// The valid keys of records: 1 to 255 characters from `A-Z a-z 0-9 . _ ~ : @ -`, except `keys`,
/// the path of the list of keys, and `.` and `..`, which clients remove from a path (RFC 3986
/// §5.2.4).
final class RecordKey {

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._~:@-]{0,255}");
  private static final String CHARACTERS = "characters from A-Z a-z 0-9 . _ ~ : @ -";

  // The parameters of a page.
  private static final List<String> PAGING = List.of("cursor", "limit", "order", "prefix");

  private RecordKey() {}

  /// Returns the key in the path of `request`.
  static String of(Request request) {
    return valid(request.path("key"));
  }

  /// Returns the different keys in the query parameter `key`, in order; empty without one.
  static List<String> all(Request request) {
    var keys = request.queries("key").stream().map(RecordKey::valid).distinct().toList();
    if (keys.size() > OwnedResource.MAX_NAMED) {
      throw ProblemException.invalid(
          "key", "must name at most " + OwnedResource.MAX_NAMED + " different keys");
    }
    if (!keys.isEmpty()) {
      var others =
          PAGING.stream()
              .filter(name -> request.query(name).isPresent())
              .map(name -> new FieldError(name, "cannot be combined with key"))
              .toList();
      if (!others.isEmpty()) {
        throw new ProblemException(new InvalidRequest(others));
      }
    }
    return keys;
  }

  private static String valid(String key) {
    if (key.isEmpty() || !isPrefix(key)) {
      throw ProblemException.invalid("key", "must have 1 to 255 " + CHARACTERS);
    }
    if (key.equals("keys")) {
      throw ProblemException.invalid("key", "must not be keys, which is reserved");
    }
    if (key.equals(".") || key.equals("..")) {
      throw ProblemException.invalid(
          "key", "must not be . or .., which clients remove from a path");
    }
    return key;
  }

  /// Reads a page of what a user has under the keys that begin with `prefix`.
  interface Reader<T> {
    Page<T> read(String userId, String prefix, PageRequest page, Instant time);
  }

  /// Returns the requested page of the keys that begin with the query parameter `prefix`, every key
  /// if it is absent: `reader` reads the page, `response` shows it.
  static <T> Response page(
      Request request, Reader<T> reader, BiFunction<Paging, Page<T>, Response> response) {
    var prefix = request.query("prefix").orElse("");
    if (!isPrefix(prefix)) {
      throw ProblemException.invalid("prefix", "must have at most 255 " + CHARACTERS);
    }
    var userId = request.caller().userId();
    var paging =
        request.paging(
            userId,
            OwnedResource.MAX_LIMIT,
            key -> isPrefix(key) && key.startsWith(prefix),
            "prefix");
    return response.apply(paging, reader.read(userId, prefix, paging.page(), request.time()));
  }

  private static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }
}
