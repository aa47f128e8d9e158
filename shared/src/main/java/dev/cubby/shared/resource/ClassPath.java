package dev.cubby.shared.resource;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Reads files that are packaged beside classes.
public final class ClassPath {

  private ClassPath() {}

  /// Returns the text of the file `name`, in UTF-8, in the package of `owner`. The file must exist.
  public static String text(Class<?> owner, String name) {
    try (var in = requireNonNull(owner.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
