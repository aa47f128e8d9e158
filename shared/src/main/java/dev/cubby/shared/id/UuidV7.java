package dev.cubby.shared.id;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// UUIDs of version 7 (RFC 9562 §5.7), which sort by creation time.
///
/// 48 bits hold the milliseconds and the next 12 bits the fraction of the millisecond (§6.2, method
/// 3), so that ids within a millisecond sort too, to a quarter of a microsecond. 62 bits are
/// random.
public final class UuidV7 {

  /// The regular expression of a UUID in Cubby's form.
  public static final String FORMAT =
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final Pattern PATTERN = Pattern.compile(FORMAT);
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int FRACTIONS = 1 << 12;

  private UuidV7() {}

  /// Returns a new id of a thing created at `time`. Creates the generator per call: one in a
  /// snapshot would be the same in every instance.
  public static String at(Instant time) {
    long nanos = Duration.between(time.truncatedTo(ChronoUnit.MILLIS), time).toNanos();
    long fraction = nanos * FRACTIONS / NANOS_PER_MILLI;
    long high = time.toEpochMilli() << 16 | 0x7000 | fraction;
    long low = Long.MIN_VALUE | new SecureRandom().nextLong() >>> 2;
    return new UUID(high, low).toString();
  }

  /// Returns a text that sorts before all ids from `time` on, and after all earlier ids. The
  /// resolution is a millisecond; `time` is rounded up.
  public static String boundary(Instant time) {
    var digits = HexFormat.of().toHexDigits(time.plusNanos(NANOS_PER_MILLI - 1).toEpochMilli(), 12);
    return digits.substring(0, 8) + "-" + digits.substring(8);
  }

  /// Returns the id that `text` names in any case (RFC 9562 §4); empty if it has another form.
  public static Optional<String> parse(String text) {
    return Optional.of(text.toLowerCase(Locale.ROOT)).filter(UuidV7::isUuid);
  }

  /// Whether `text` is an id of this version, as [#at] makes them.
  public static boolean isOfVersion7(String text) {
    return isUuid(text) && text.charAt(14) == '7' && "89ab".indexOf(text.charAt(19)) >= 0;
  }

  /// Whether `text` has the [#FORMAT]. No id has another form.
  public static boolean isUuid(String text) {
    return PATTERN.matcher(text).matches();
  }
}
