package dev.cubby.functions.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The API's representation of a window's statistics: `count` events from `from`, before `to`.
record StatisticsDocument(
    String type,
    String name,
    Instant from,
    Instant to,
    long count,
    @Nullable Map<String, Field> fields,
    @Nullable List<Step> steps) {

  /// The statistics of one step of the window.
  record Step(Instant from, Instant to, long count, Map<String, Field> fields) {}

  /// `standardDeviation` is absent for a single number.
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

  static StatisticsDocument of(QueryType type, Source source, Window window, List<Bucket> buckets) {
    var whole = buckets.stream().reduce(Bucket.empty(window.from()), Bucket::plus);
    var step = type.step();
    return new StatisticsDocument(
        type.toString(),
        source.name(),
        window.from(),
        window.to(),
        whole.events(),
        step == null ? fields(whole) : null,
        step == null ? null : steps(window, step, buckets));
  }

  // Returns every step of the window, including empty ones.
  private static List<Step> steps(Window window, Duration length, List<Bucket> buckets) {
    var byStep = new TreeMap<Instant, Bucket>();
    for (var start = BucketSize.floor(window.from(), length);
        start.isBefore(window.to());
        start = start.plus(length)) {
      byStep.put(start, Bucket.empty(start));
    }
    for (var bucket : buckets) {
      byStep.merge(BucketSize.floor(bucket.start(), length), bucket, Bucket::plus);
    }
    return byStep.values().stream()
        .map(step ->
            new Step(
                max(step.start(), window.from()),
                min(step.start().plus(length), window.to()),
                step.events(),
                fields(step)))
        .toList();
  }

  private static Map<String, Field> fields(Bucket bucket) {
    var fields = new TreeMap<String, Field>();
    bucket.fields().forEach((pointer, figure) -> fields.put(pointer, Field.of(figure)));
    return fields;
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant max(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
