package dev.cubby.local.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list, in the order of ids.
///
/// @param position where the next page begins; null on the last page
record Page<T>(List<T> items, @Nullable String position) {

  private static final int DEFAULT_LIMIT = 25;
  private static final int MAX_LIMIT = 500;

  /// The page at `position` with up to `limit` entries (25 by default, at most 500).
  ///
  /// @param all in the order of their ids
  static <T> Page<T> of(List<T> all, Function<T, String> id, Call call) throws OperationException {
    int limit = limit(call.query().get("limit"));
    var after = call.query().getOrDefault("position", "");
    var items = new ArrayList<T>();
    for (var item : all) {
      if (id.apply(item).compareTo(after) > 0) {
        if (items.size() == limit) {
          return new Page<>(items, id.apply(items.getLast()));
        }
        items.add(item);
      }
    }
    return new Page<>(items, null);
  }

  private static int limit(@Nullable String text) throws OperationException {
    try {
      int limit = text == null ? DEFAULT_LIMIT : Integer.parseInt(text);
      if (limit >= 1) {
        return Math.min(limit, MAX_LIMIT);
      }
      throw OperationException.badRequest("limit is less than 1");
    } catch (NumberFormatException e) {
      throw OperationException.badRequest("limit is not a number");
    }
  }
}
