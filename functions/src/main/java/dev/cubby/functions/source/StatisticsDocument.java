package dev.cubby.functions.source;

import static java.util.Objects.requireNonNull;

import dev.cubby.shared.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The API's representation of a window's statistics: `count` events from `from`, before `to`, and
/// as many fields as fit the response. If more fields follow, `next` is the last of these.
record StatisticsDocument(
    String type,
    String name,
    Instant from,
    Instant to,
    long count,
    @Nullable Map<String, JsonText> fields,
    @Nullable List<Step> steps,
    @Nullable String next) {

  /// The statistics of one step of the window.
  record Step(Instant from, Instant to, long count, Map<String, JsonText> fields) {}

  /// Returns the statistics of the fields of `buckets` whose JSON pointers come after `cursor`.
  static StatisticsDocument of(
      QueryType type, Source source, Window window, List<Bucket> buckets, String cursor) {
    var step = type.step();
    var parts =
        step == null ? List.of(Bucket.sum(window.from(), buckets)) : steps(window, step, buckets);
    var page = StatisticsPage.of(parts, cursor);
    return new StatisticsDocument(
        type.toString(),
        source.name(),
        window.from(),
        window.to(),
        parts.stream().mapToLong(Bucket::events).sum(),
        step == null ? page.fields().getFirst() : null,
        step == null
            ? null
            : IntStream.range(0, parts.size())
                .mapToObj(i -> step(parts.get(i), step, window, page.fields().get(i)))
                .toList(),
        page.next());
  }

  // Returns every step of the window, including empty ones.
  private static List<Bucket> steps(Window window, Duration length, List<Bucket> buckets) {
    var byStep = new TreeMap<Instant, List<Bucket>>();
    for (var start = BucketSize.floor(window.from(), length);
        start.isBefore(window.to());
        start = start.plus(length)) {
      byStep.put(start, new ArrayList<>());
    }
    for (var bucket : buckets) {
      requireNonNull(byStep.get(BucketSize.floor(bucket.start(), length))).add(bucket);
    }
    return byStep.entrySet().stream()
        .map(step -> Bucket.sum(step.getKey(), step.getValue()))
        .toList();
  }

  private static Step step(
      Bucket sum, Duration length, Window window, Map<String, JsonText> fields) {
    return new Step(
        max(sum.start(), window.from()),
        min(sum.start().plus(length), window.to()),
        sum.events(),
        fields);
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant max(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
