package dev.cubby.shared.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks whether a `Content-Type` allows JSON, or lines of it.
final class MediaType {

  private static final Pattern JSON = Pattern.compile("[a-z]+/([a-z0-9.!#$&^_-]+\\+)?json");
  private static final Set<String> LINES =
      Set.of(
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines");
  // The default of curl's -d, the usual type of --data-binary, and unspecific types.
  private static final Set<String> UNSPECIFIC =
      Set.of("", "application/x-www-form-urlencoded", "application/octet-stream", "*/*");
  private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)");
  private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii");

  private MediaType() {}

  /// Returns whether a body of the type `stated` can be JSON in UTF-8.
  static boolean mayBeJson(String stated) {
    var name = name(stated);
    return (UNSPECIFIC.contains(name) || JSON.matcher(name).matches()) && mayBeUtf8(stated);
  }

  /// Returns whether a body of the type `stated` can be newline-delimited JSON in UTF-8.
  static boolean mayBeLines(String stated) {
    var name = name(stated);
    return (UNSPECIFIC.contains(name) || LINES.contains(name)) && mayBeUtf8(stated);
  }

  /// Returns the type without parameters, in lower case.
  static String name(String stated) {
    return stated.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
  }

  /// Returns whether a body of the type `stated` can be in UTF-8.
  static boolean mayBeUtf8(String stated) {
    var charset = CHARSET.matcher(stated.toLowerCase(Locale.ROOT));
    return !charset.find() || UTF_8.contains(charset.group(1));
  }
}
