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

/// An event of a source: its raw data, and the numbers in it by JSON pointer.
record Event(
    Source source, String id, Instant time, JsonText data, Map<String, BigDecimal> numbers) {

  /// How far in the future an event may be, because clocks differ.
  static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  /// Returns an event that arrives `now` and took place at the `stated` time, or now without one,
  /// to the millisecond.
  ///
  /// @throws ProblemException if that time is too far in the future, or the data is too large or
  ///   has numbers out of range
  static Event of(Source source, JsonText data, @Nullable Instant stated, Instant now) {
    var time = stated == null ? now : stated;
    if (time.isAfter(now.plus(MAX_AHEAD))) {
      throw ProblemException.invalid("eventTime", "must be at most 5 minutes in the future");
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
