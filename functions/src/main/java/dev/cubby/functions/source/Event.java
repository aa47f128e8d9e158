package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Raw data of a source, and the numbers in it by their JSON pointers.
record Event(
    Source source, String id, Instant time, JsonText data, Map<String, BigDecimal> numbers) {

  /// How far an event may lie in the future, as clocks differ.
  static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  /// An event that arrives `now`, and took place at the `stated` time, if there is one, to the
  /// millisecond.
  ///
  /// @throws ProblemException if that lies too far ahead, or the data is too large or has numbers
  ///   of which no figures can be made
  static Event of(Source source, JsonText data, @Nullable Instant stated, Instant now) {
    var time = stated == null ? now : stated;
    if (time.isBefore(Instant.EPOCH)) {
      throw ProblemException.invalid("eventTime", "must lie in 1970 or later");
    }
    if (time.isAfter(now.plus(MAX_AHEAD))) {
      throw ProblemException.invalid("eventTime", "must lie at most 5 minutes in the future");
    }
    int size = ItemSize.utf8(data.text());
    int limit = SourceMapping.maxDataBytes(source);
    if (size > limit) {
      throw new ProblemException(new TooLarge("The data", limit, size));
    }
    return new Event(
        source, UuidV7.at(now), time.truncatedTo(ChronoUnit.MILLIS), data, NumericFields.of(data));
  }
}
