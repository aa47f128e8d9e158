package dev.cubby.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The log of the classes that a JVM loads.
record ClassLog(Path file) {

  /// Returns the option with which a JVM writes it.
  String option() {
    return "-Xlog:class+load:" + file;
  }

  /// Returns the number of classes that the JVM has loaded so far.
  long count() throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }
}
