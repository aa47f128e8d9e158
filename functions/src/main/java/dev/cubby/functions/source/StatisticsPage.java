package dev.cubby.functions.source;

import dev.cubby.shared.http.LambdaResult;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The fields that fit one response, in the order of their JSON pointers, with their statistics in
/// each part of a window. If more fields follow, `next` is the last of these; otherwise it is null.
record StatisticsPage(List<Map<String, JsonText>> fields, @Nullable String next) {

  /// `standardDeviation` is absent for a single number.
  record Field(
      long count,
      BigDecimal mean,
      @Nullable BigDecimal standardDeviation,
      BigDecimal min,
      BigDecimal max) {

    static Field of(Statistics statistics) {
      return new Field(
          statistics.count(),
          statistics.mean(),
          statistics.standardDeviation().orElse(null),
          statistics.min(),
          statistics.max());
    }
  }

  /// Returns the fields of `parts` whose JSON pointers come after `cursor`.
  static StatisticsPage of(List<Bucket> parts, String cursor) {
    var pointers = new TreeSet<String>();
    parts.forEach(part -> pointers.addAll(part.fields().keySet()));
    var fields = parts.stream().<Map<String, JsonText>>map(_ -> new LinkedHashMap<>()).toList();
    int bytes = 0;
    String last = null;
    for (var pointer : pointers.tailSet(cursor, false)) {
      var texts = parts.stream().map(part -> write(part, pointer)).toList();
      bytes += texts.stream().mapToInt(text -> bytes(pointer, text)).sum();
      if (last != null && bytes > LambdaResult.MAX_BODY_BYTES) {
        return new StatisticsPage(fields, last);
      }
      for (int i = 0; i < texts.size(); i++) {
        if (!texts.get(i).isEmpty()) {
          fields.get(i).put(pointer, new JsonText(texts.get(i)));
        }
      }
      last = pointer;
    }
    return new StatisticsPage(fields, null);
  }

  // Returns an empty text if the part lacks the field.
  private static String write(Bucket part, String pointer) {
    var statistics = part.fields().get(pointer);
    return statistics == null ? "" : Json.write(Field.of(statistics));
  }

  private static int bytes(String pointer, String text) {
    return text.isEmpty() ? 0 : LambdaResult.bytes(Json.write(pointer) + ":" + text + ",");
  }
}
