package dev.cubby.shared.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/// Parses a time: RFC 3339 §5.6 with any offset, or whole seconds since 1970-01-01T00:00:00Z. Years
/// range from 1970 to 9999, the last year of RFC 3339.
public final class Timestamp {

  public static final String EXPECTED =
      "must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970";

  private static final long LAST_SECOND = 253_402_300_799L;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

  private Timestamp() {}

  /// Returns the time that `text` states; empty if it is malformed or out of range.
  public static Optional<Instant> parse(String text) {
    return instant(text)
        .filter(time -> 0 <= time.getEpochSecond() && time.getEpochSecond() <= LAST_SECOND);
  }

  private static Optional<Instant> instant(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    try {
      return RFC_3339.matcher(text).matches()
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
