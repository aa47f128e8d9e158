package dev.cubby.shared.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The header `traceparent` ([W3C Trace Context](https://www.w3.org/TR/trace-context/)), in which a
/// client names the trace of a request.
public final class TraceParent {

  public static final String HEADER = "traceparent";

  // Version, trace id, parent id and flags. A later version than 00 may append more.
  private static final Pattern VALUE =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

  private static final Pattern ZEROS = Pattern.compile("0+");

  private TraceParent() {}

  /// Returns the trace id in the `value` of the header, 32 hexadecimal digits. As the specification
  /// asks, a malformed header counts as absent, and so do several lines joined by commas.
  public static Optional<String> traceId(String value) {
    return Optional.of(VALUE.matcher(value))
        .filter(TraceParent::isValid)
        .map(parts -> parts.group(2));
  }

  private static boolean isValid(Matcher parts) {
    return parts.matches()
        && !parts.group(1).equals("ff")
        && !(parts.group(1).equals("00") && parts.group(4) != null)
        && !ZEROS.matcher(parts.group(2)).matches()
        && !ZEROS.matcher(parts.group(3)).matches();
  }
}
