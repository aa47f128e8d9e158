package dev.cubby.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A new directory for the files of a benchmark. Closing it deletes it.
final class WorkDirectory implements AutoCloseable {

  private final Path path;

  WorkDirectory() throws IOException {
    path = Files.createTempDirectory("bench");
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
