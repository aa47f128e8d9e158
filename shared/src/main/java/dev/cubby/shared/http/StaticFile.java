package dev.cubby.shared.http;

import static java.util.Objects.requireNonNull;

import dev.cubby.shared.resource.ClassPath;
import dev.cubby.shared.text.Sha256;
import dev.cubby.shared.version.ETag;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// A file of the artifact that is served as it is. It is text: API Gateway would have to be told
/// which types are not.
///
/// Read it in a constructor, not for a request: it is then in the snapshot.
///
/// @param tag is made of the content: the same file has the same tag in every instance
/// @param caching how long a client may keep it
public record StaticFile(String text, String mediaType, ETag tag, Caching caching) {

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8");

  // The incarnation of an ETag has as many.
  private static final int TAG_BYTES = 9;

  /// What `Cache-Control` says.
  public enum Caching {
    /// It may change with the next deployment: kept, but asked for again by its `ETag`.
    REVALIDATED("no-cache"),
    /// It never changes under its URL, which holds its version.
    IMMUTABLE("public, max-age=31536000, immutable");

    private final String directives;

    Caching(String directives) {
      this.directives = directives;
    }

    String directives() {
      return directives;
    }
  }

  /// The file `name`, which stands beside the class `owner` and is served by that name.
  public static StaticFile beside(Class<?> owner, String name, Caching caching) {
    return of(name, ClassPath.text(owner, name), caching);
  }

  /// The file of that `text` that is served by `name`, whose suffix tells its type.
  public static StaticFile of(String name, String text, Caching caching) {
    var suffix = name.substring(name.lastIndexOf('.') + 1);
    var mediaType = requireNonNull(MEDIA_TYPES.get(suffix), name);
    return new StaticFile(text, mediaType, new ETag(digest(text), 1), caching);
  }

  private static String digest(String text) {
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(Sha256.of(text), TAG_BYTES));
  }
}
