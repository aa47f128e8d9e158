package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.Page.Entry;
import dev.cubby.shared.http.LambdaResult;
import dev.cubby.shared.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The statistics of a window as the API shows them: `count` events from `from` on and before `to`,
/// and as many of their fields as a response has room for. `next` is the last of these, unless they
/// are all.
record StatisticsDocument(
    String type,
    String name,
    Instant from,
    Instant to,
    long count,
    @Nullable Map<String, Field> fields,
    @Nullable List<Step> steps,
    @Nullable String next) {

  /// The statistics of one step of the window.
  record Step(Instant from, Instant to, long count, Map<String, Field> fields) {}

  /// `standardDeviation` is absent where there is only one number.
  record Field(
      long count,
      BigDecimal mean,
      @Nullable BigDecimal standardDeviation,
      BigDecimal min,
      BigDecimal max) {

    static Field of(Statistics figure) {
      return new Field(
          figure.count(),
          figure.mean(),
          figure.standardDeviation().orElse(null),
          figure.min(),
          figure.max());
    }
  }

  /// The fields whose JSON pointers come after `cursor`, in the order of these.
  static StatisticsDocument of(
      QueryType type, Source source, Window window, List<Bucket> buckets, String cursor) {
    var step = type.step();
    var whole = buckets.stream().reduce(Bucket.empty(window.from()), Bucket::plus);
    var parts = step == null ? List.of(whole) : steps(window, step, buckets);
    var page = page(whole.fields().keySet(), parts, cursor);
    var shown = Set.copyOf(page.items());
    return new StatisticsDocument(
        type.toString(),
        source.name(),
        window.from(),
        window.to(),
        whole.events(),
        step == null ? fields(whole, shown) : null,
        step == null
            ? null
            : parts.stream()
                .map(part ->
                    new Step(
                        max(part.start(), window.from()),
                        min(part.start().plus(step), window.to()),
                        part.events(),
                        fields(part, shown)))
                .toList(),
        page.position());
  }

  // The pointers after `cursor`, as far as their statistics in all `parts` fit into a response.
  private static Page<String> page(Set<String> pointers, List<Bucket> parts, String cursor) {
    var entries =
        new TreeSet<>(pointers)
            .tailSet(cursor, false).stream().map(pointer -> new Entry<>(pointer, pointer)).toList();
    return new Page<>(entries, null)
        .upTo(
            LambdaResult.MAX_BODY_BYTES,
            pointer ->
                parts.stream()
                    .filter(part -> part.fields().containsKey(pointer))
                    .mapToInt(part -> LambdaResult.bytes(Json.write(fields(part, Set.of(pointer)))))
                    .sum());
  }

  // Each step of the window, whether there is something in it or not.
  private static List<Bucket> steps(Window window, Duration length, List<Bucket> buckets) {
    var byStep = new TreeMap<Instant, Bucket>();
    for (var start = BucketSize.floor(window.from(), length);
        start.isBefore(window.to());
        start = start.plus(length)) {
      byStep.put(start, Bucket.empty(start));
    }
    for (var bucket : buckets) {
      byStep.merge(BucketSize.floor(bucket.start(), length), bucket, Bucket::plus);
    }
    return List.copyOf(byStep.values());
  }

  private static Map<String, Field> fields(Bucket bucket, Set<String> shown) {
    var fields = new TreeMap<String, Field>();
    shown.forEach(pointer -> {
      var figure = bucket.fields().get(pointer);
      if (figure != null) {
        fields.put(pointer, Field.of(figure));
      }
    });
    return fields;
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant max(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
