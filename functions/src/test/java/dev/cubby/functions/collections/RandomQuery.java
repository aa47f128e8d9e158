package dev.cubby.functions.collections;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The query parameters that state values, and the rows that they match.
record RandomQuery(Map<String, String> parameters, Predicate<Row> matches) {

  /// Returns a query that, unless its bounds exclude the value, matches `wanted`.
  static RandomQuery around(Row wanted, RandomGenerator random) {
    int fields = wanted.values().size();
    int equal = random.nextInt(fields + 1);
    var parameters = new HashMap<String, String>();
    if (equal > 0 || random.nextBoolean()) {
      parameters.put(
          "equals", wanted.values().stream().limit(equal).map(Sample::json).toList().toString());
    }
    Predicate<Row> matches =
        row ->
            IntStream.range(0, equal)
                .allMatch(n -> row.values().get(n).compareTo(wanted.values().get(n)) == 0);
    if (equal == fields || random.nextInt(5) == 0) {
      return new RandomQuery(parameters, matches);
    }
    var inRange = range(wanted.values().get(equal), parameters, random);
    return new RandomQuery(parameters, matches.and(row -> inRange.test(row.values().get(equal))));
  }

  // Adds a range of the values of one type to `parameters`.
  private static Predicate<Sample> range(
      Sample around, Map<String, String> parameters, RandomGenerator random) {
    if (around.value() instanceof String text && random.nextInt(3) == 0) {
      var prefix = text.codePoints().limit(random.nextInt(3)).toArray();
      parameters.put("prefix", Sample.ofText(new String(prefix, 0, prefix.length)).json());
      return sample ->
          sample.value() instanceof String value
              && Arrays.equals(value.codePoints().limit(prefix.length).toArray(), prefix);
    }
    var other =
        Stream.generate(() -> Sample.random(random))
            .filter(sample -> sample.rank() == around.rank())
            .findFirst()
            .orElseThrow();
    var bounds = Stream.of(around, other).sorted().toList();
    var lower = bounds.getFirst();
    var upper = bounds.getLast();
    boolean isOne = lower.compareTo(upper) == 0;
    int stated = isOne ? 3 : random.nextInt(1, 4);
    Predicate<Sample> range = sample -> sample.rank() == around.rank();
    if ((stated & 1) != 0) {
      boolean included = isOne || random.nextBoolean();
      parameters.put(included ? "gte" : "gt", lower.json());
      range = range.and(sample -> Integer.signum(sample.compareTo(lower)) >= (included ? 0 : 1));
    }
    if ((stated & 2) != 0) {
      // Nothing is between false and true.
      boolean included = isOne || upper.value() instanceof Boolean || random.nextBoolean();
      parameters.put(included ? "lte" : "lt", upper.json());
      range = range.and(sample -> Integer.signum(sample.compareTo(upper)) <= (included ? 0 : -1));
    }
    return range;
  }
}
