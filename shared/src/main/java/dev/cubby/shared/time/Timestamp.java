package dev.cubby.shared.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses a time: RFC 3339 §5.6, or whole seconds since 1970-01-01T00:00:00Z. In UTC, its year is
/// from 1 to 9999, the last year of RFC 3339. Decimals of a second after the ninth are ignored, and
/// a leap second is read as the second after it, as in POSIX.
public final class Timestamp {

  public static final String EXPECTED =
      "must be an RFC 3339 date-time from 0001 to 9999, or whole seconds since 1970";

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final LocalTime BEFORE_LEAP_SECOND = LocalTime.of(23, 59, 59);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:)([0-9]{2})"
              + "(?:\\.([0-9]{1,9}+)[0-9]*+)?"
              + "(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))");

  private Timestamp() {}

  /// Returns the time that `text` states; empty if it is malformed or out of range.
  public static Optional<Instant> parse(String text) {
    return instant(text).filter(time -> !time.isBefore(FIRST) && time.isBefore(END));
  }

  /// Returns the first whole second that is not before `time`, in 9999 at the latest.
  public static Instant ceiling(Instant time) {
    long second = time.plusNanos(999_999_999).getEpochSecond();
    return Instant.ofEpochSecond(Math.min(second, END.getEpochSecond() - 1));
  }

  private static Optional<Instant> instant(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    var parts = RFC_3339.matcher(text);
    try {
      return parts.matches() ? instant(parts) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(Matcher parts) {
    boolean leap = parts.group(2).equals("60");
    var second =
        LocalDateTime.parse(parts.group(1) + (leap ? "59" : parts.group(2))).minus(offset(parts));
    if (leap && !second.toLocalTime().equals(BEFORE_LEAP_SECOND)) {
      return Optional.empty();
    }
    return Optional.of(
        second.toInstant(ZoneOffset.UTC).plusSeconds(leap ? 1 : 0).plusNanos(nanos(parts)));
  }

  private static Duration offset(Matcher parts) {
    if (parts.group(4) == null) {
      return Duration.ZERO;
    }
    var offset =
        Duration.ofHours(Long.parseLong(parts.group(5)))
            .plusMinutes(Long.parseLong(parts.group(6)));
    return parts.group(4).equals("-") ? offset.negated() : offset;
  }

  private static long nanos(Matcher parts) {
    var digits = parts.group(3);
    return digits == null ? 0 : Long.parseLong((digits + "00000000").substring(0, 9));
  }
}
