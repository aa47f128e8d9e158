package dev.cubby.shared.http;

import static java.util.Objects.requireNonNull;

import dev.cubby.shared.resource.ClassPath;
import dev.cubby.shared.text.Sha256;
import dev.cubby.shared.version.ETag;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// A text file of the artifact, served unchanged. API Gateway would need a list of binary types.
///
/// Read it in a constructor, so that the snapshot contains it.
///
/// @param tag a digest of the content, the same in every instance
/// @param caching how long clients may keep the file
/// @param policy the value of `Content-Security-Policy`
public record StaticFile(String text, String mediaType, ETag tag, Caching caching, String policy) {

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "LICENSE", "text/plain; charset=utf-8",
          "svg", "image/svg+xml; charset=utf-8",
          "txt", "text/plain; charset=utf-8");

  private static final String IMPORT_MAP = "<script type=\"importmap\">";

  // As many as the incarnation of an ETag has.
  private static final int TAG_BYTES = 9;

  /// The value of `Cache-Control`.
  public enum Caching {
    /// Can change with a deployment: clients revalidate it by `ETag`.
    REVALIDATED("no-cache"),
    /// Never changes under its URL, which contains its version.
    IMMUTABLE("public, max-age=31536000, immutable");

    private final String directives;

    Caching(String directives) {
      this.directives = directives;
    }

    String directives() {
      return directives;
    }
  }

  /// Returns the file `name` in the package of `owner`.
  public static StaticFile beside(Class<?> owner, String name, Caching caching) {
    return of(name, ClassPath.text(owner, name), caching);
  }

  /// Returns a file with this `text`; the suffix of `name` determines the media type.
  public static StaticFile of(String name, String text, Caching caching) {
    var suffix = name.substring(name.lastIndexOf('.') + 1);
    var mediaType = requireNonNull(MEDIA_TYPES.get(suffix), name);
    return new StaticFile(
        text,
        mediaType,
        new ETag(digest(text), 1),
        caching,
        policy(suffix.equals("html") ? importMap(text) : ""));
  }

  /// Returns a digest of `text`, of 12 characters from `A-Z a-z 0-9 - _`.
  public static String digest(String text) {
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(Sha256.of(text), TAG_BYTES));
  }

  // A page may load and call this API only. It allows no frames, and of scripts that stand in it
  // only the one with this `hash`.
  private static String policy(String hash) {
    return "default-src 'none'; script-src 'self'"
        + hash
        + "; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
        + " form-action 'none'; frame-ancestors 'none'";
  }

  // Returns the hash of the page's import map, which cannot be a file (CSP Level 3, "hash-source").
  private static String importMap(String page) {
    int start = page.indexOf(IMPORT_MAP);
    if (start < 0) {
      return "";
    }
    var map = page.substring(start + IMPORT_MAP.length(), page.indexOf("</script>", start));
    return " 'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(map)) + "'";
  }
}
