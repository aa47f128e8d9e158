package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of costs in docs/architecture.md.
public final class CostTable {

  private static final Pattern CALL = Pattern.compile("([A-Z]\\w+)(?:: (.*)|\\b.*)");

  private CostTable() {}

  /// The operations of DynamoDB that the row of `endpoint` names: `GetItem: a, b` is two of them, a
  /// transaction of several items is one.
  public static List<String> calls(String endpoint) {
    return Arrays.stream(cells(endpoint)[2].split(";"))
        .map(String::strip)
        .map(CALL::matcher)
        .filter(call -> call.matches())
        .flatMap(call -> operations(call.group(1), call.group(2)))
        .toList();
  }

  private static Stream<String> operations(String name, @Nullable String items) {
    int count = items == null || !name.equals("GetItem") ? 1 : items.split(",").length;
    return Collections.nCopies(count, name).stream();
  }

  private static String[] cells(String endpoint) {
    try (var lines = Files.lines(Path.of("../docs/architecture.md"))) {
      var rows =
          lines
              .dropWhile(line -> !line.equals("<!-- costs -->"))
              .takeWhile(line -> !line.equals("<!-- /costs -->"))
              .filter(line -> line.startsWith("| " + endpoint + " |"))
              .toList();
      assertThat(rows).as("rows of %s", endpoint).hasSize(1);
      return rows.getFirst().split("\\|", -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
