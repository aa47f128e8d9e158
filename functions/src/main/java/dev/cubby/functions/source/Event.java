package dev.cubby.functions.source;

import dev.cubby.shared.json.JsonText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Raw data of a source, and the numbers in it by their JSON pointers.
record Event(
    Source source, String id, Instant time, JsonText data, Map<String, BigDecimal> numbers) {

  /// How far an event may lie in the future, as clocks differ.
  static final Duration MAX_AHEAD = Duration.ofMinutes(5);
}
