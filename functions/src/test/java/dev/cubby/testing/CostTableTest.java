package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The tables of costs and sizes in docs/architecture.md are whole.
class CostTableTest {

  @Test
  void everyRow_isAssertedOnce() throws IOException {
    assertThat(rowsOf("assertStated"))
        .containsExactlyInAnyOrderElementsOf(CostTable.rows().keySet());
    assertThat(rowsOf("assertSize")).containsExactlyInAnyOrderElementsOf(SizeTable.rows().keySet());
  }

  @Test
  void everyRoute_hasARow() {
    var routes =
        TemplateReader.read(Path.of("../template.yaml")).api().routes().stream()
            .filter(route -> !route.method().equals("HEAD"))
            .map(route -> "`" + route.method() + " " + route.path())
            .toList();

    assertThat(routes)
        .isNotEmpty()
        .allSatisfy(route ->
            assertThat(CostTable.rows().keySet())
                .as(route)
                .anyMatch(row -> row.startsWith(route + "`") || row.startsWith(route + "?")));
  }

  private static List<String> rowsOf(String assertion) throws IOException {
    var call = Pattern.compile(assertion + "\\(\\s*\"([^\"]+)\"");
    try (var files = Files.walk(Path.of("src/test/java"))) {
      var sources = new StringBuilder();
      for (var file : files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
        sources.append(Files.readString(file));
      }
      return call.matcher(sources).results().map(found -> found.group(1)).toList();
    }
  }
}
