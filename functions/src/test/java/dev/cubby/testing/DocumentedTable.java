package dev.cubby.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The tables of docs/architecture.md that tests hold against what they measure.
public final class DocumentedTable {

  private DocumentedTable() {}

  /// Returns the rows of the table whose header begins with `header`: the cells of each by its
  /// first cell, which is none of them.
  public static Map<String, List<String>> rows(String header) {
    try (var lines = Files.lines(Path.of("../docs/architecture.md"))) {
      return lines
          .dropWhile(line -> !line.startsWith(header))
          .takeWhile(line -> line.startsWith("|"))
          .skip(2)
          .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
          .collect(
              Collectors.toMap(cells -> cells.get(1), cells -> cells.subList(2, cells.size() - 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
