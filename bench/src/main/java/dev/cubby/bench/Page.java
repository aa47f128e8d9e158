package dev.cubby.bench;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables of benchmarks in docs/, each between `<!-- name -->` and `<!-- /name -->`.
final class Page {

  private static final List<Path> PAGES =
      List.of(Path.of("docs/benchmarks.md"), Path.of("docs/reliability.md"));

  private Page() {}

  /// Replaces the table of the benchmark `name`.
  static void fill(String name, List<Row> rows) throws IOException {
    var table = new ArrayList<String>();
    table.add("Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + machine() + ".");
    table.add("");
    // Some rows have more columns than others.
    var columns = new LinkedHashSet<String>();
    rows.forEach(row -> columns.addAll(row.cells().keySet()));
    table.add(line(columns));
    table.add(line(Collections.nCopies(columns.size(), "---")));
    rows.forEach(row ->
        table.add(line(columns.stream().map(it -> row.cells().getOrDefault(it, "")).toList())));
    var block = Pattern.compile("(?s)(<!-- " + name + " -->\n).*?(<!-- /" + name + " -->)");
    var text = Matcher.quoteReplacement("\n" + String.join("\n", table) + "\n\n");
    for (var page : PAGES) {
      var found = block.matcher(Files.readString(page));
      if (found.find()) {
        Files.writeString(page, found.replaceFirst("$1" + text + "$2"));
        return;
      }
    }
    throw new IOException("No page has a place for the table " + name);
  }

  private static String line(Collection<?> cells) {
    return cells.stream().map(Page::cell).collect(joining(" | ", "| ", " |"));
  }

  private static String cell(Object cell) {
    return switch (cell) {
      case Figure(var median, var min, var max) ->
          number(median) + (min == max ? "" : " (" + number(min) + "–" + number(max) + ")");
      case Number number -> number(number.doubleValue());
      default -> cell.toString();
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String machine() throws IOException {
    var processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return Runtime.getRuntime().availableProcessors()
        + " × "
        + processor
        + ", JDK "
        + Runtime.version();
  }
}
