package dev.cubby.functions.records;

import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.owned.ChosenId;
import dev.cubby.shared.owned.OwnedResource;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/// The valid keys of records: ids that clients may choose, except `keys`, the path of the list of
/// keys.
final class RecordKey {

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
      request.requireAbsent(PAGING, "cannot be combined with key");
    }
    return keys;
  }

  /// Returns `key` if it is valid.
  static String valid(String key) {
    if (key.equals("keys")) {
      throw ProblemException.invalid("key", "must not be keys, which is reserved");
    }
    return ChosenId.valid("key", key);
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
    if (!ChosenId.isPrefix(prefix)) {
      throw ProblemException.invalid("prefix", "must have at most 255 " + ChosenId.CHARACTERS);
    }
    var userId = request.caller().userId();
    var paging =
        request.paging(
            userId,
            OwnedResource.MAX_LIMIT,
            key -> ChosenId.isPrefix(key) && key.startsWith(prefix),
            "prefix");
    return response.apply(paging, reader.read(userId, prefix, paging.page(), request.time()));
  }
}
