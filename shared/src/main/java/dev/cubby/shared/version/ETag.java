package dev.cubby.shared.version;

import java.util.Optional;
import java.util.regex.Pattern;

/// The entity tag (RFC 9110 §8.8.3) of a stored thing: its `incarnation`, random at each creation,
/// and its `version`, which counts from 1. A thing that is deleted and created again never repeats
/// an earlier tag, unless a repeated attempt of one call creates it again.
public record ETag(String incarnation, long version) {

  private static final Pattern FORMAT =
      Pattern.compile("\"([A-Za-z0-9_-]{12})\\.([1-9][0-9]{0,17})\"");

  /// Parses a strong tag from a header; empty if Cubby cannot have issued it, so that it matches
  /// nothing.
  public static Optional<ETag> parse(String tag) {
    var match = FORMAT.matcher(tag);
    return match.matches()
        ? Optional.of(new ETag(match.group(1), Long.parseLong(match.group(2))))
        : Optional.empty();
  }

  /// Returns the tag as in a header, with its quotes.
  @Override
  public String toString() {
    return "\"" + incarnation + "." + version + "\"";
  }
}
