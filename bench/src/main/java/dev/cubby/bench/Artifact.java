package dev.cubby.bench;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/// Unpacks artifacts as Lambda does.
final class Artifact {

  private Artifact() {}

  /// Unpacks `zip` into `directory`.
  static Path unpack(Path zip, Path directory) throws IOException {
    try (var files = FileSystems.newFileSystem(zip);
        var entries = Files.walk(files.getPath("/"))) {
      for (var entry : entries.filter(Files::isRegularFile).toList()) {
        var copy = directory.resolve(entry.toString().substring(1));
        Files.createDirectories(copy.getParent());
        Files.copy(entry, copy);
      }
    }
    return directory;
  }
}
