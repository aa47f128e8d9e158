package dev.cubby.shared.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Decides whether a stated `Content-Type` can be JSON.
final class MediaType {

  private static final Pattern JSON = Pattern.compile("[a-z]+/([a-z0-9.!#$&^_-]+\\+)?json");
  // What curl states with -d and --data-binary unless told otherwise, and what states nothing.
  private static final Set<String> UNSPECIFIC =
      Set.of("", "application/x-www-form-urlencoded", "application/octet-stream", "*/*");
  private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)");
  private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii");

  private MediaType() {}

  /// Whether a body of the type `stated` may be JSON in UTF-8: false if it is surely something
  /// else.
  static boolean mayBeJson(String stated) {
    var type = stated.toLowerCase(Locale.ROOT);
    var name = type.split(";", 2)[0].strip();
    var charset = CHARSET.matcher(type);
    return (UNSPECIFIC.contains(name) || JSON.matcher(name).matches())
        && (!charset.find() || UTF_8.contains(charset.group(1)));
  }
}
