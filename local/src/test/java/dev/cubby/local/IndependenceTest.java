package dev.cubby.local;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The main code of `local` runs any SAM project: it has no name of the project that it is part of.
class IndependenceTest {

  private static final Path TEMPLATE = Path.of("../template.yaml");

  /// Names of the template that are also names of SAM or CloudFormation.
  private static final Set<String> OF_AWS =
      Set.of("Api", "ApiId", "Dashboard", "Function", "Stage", "Table", "TableName");

  private static final Pattern TOP_LEVEL_NAME =
      Pattern.compile("^  (?<name>\\w+):", Pattern.MULTILINE);
  private static final Pattern PROJECT =
      Pattern.compile("\\w*(cubby|admin)\\w*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ALLOWED = Pattern.compile("dev[./]cubby|https://\\S+");

  private static final Set<String> NAMES = new TreeSet<>();

  @BeforeAll
  static void readNames() throws IOException {
    var template = TemplateReader.read(TEMPLATE);
    template.api().routes().forEach(route -> NAMES.add(route.path()));
    template
        .functions()
        .values()
        .forEach(function -> NAMES.addAll(function.environment().keySet()));
    // Members of the sections: parameters, resources, outputs.
    TOP_LEVEL_NAME
        .matcher(Files.readString(TEMPLATE))
        .results()
        .forEach(result -> NAMES.add(result.group("name")));
    NAMES.removeAll(OF_AWS);
  }

  @Test
  void mainCode_hasNoNameOfTheProject() throws IOException {
    try (var files = Files.walk(Path.of("src/main"))) {
      var code =
          files.filter(Files::isRegularFile).map(IndependenceTest::read).collect(joining("\n"));

      assertThat(code).contains("class LocalApi");
      assertThat(namesIn(code)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUBBY_PORT",
        "anotherAdminKey",
        "/docs",
        "/records/{key}",
        "CreateRecordFunction",
        "ProRateLimit",
        "ADMIN_PLAN_ID",
        "DocsUrl"
      })
  void nameOfTheProject_isFound(String name) {
    assertThat(namesIn("out.println(\"" + name + "\");")).contains(name);
  }

  private static Set<String> namesIn(String code) {
    var text = ALLOWED.matcher(code).replaceAll("");
    var found = new TreeSet<String>();
    PROJECT.matcher(text).results().forEach(result -> found.add(result.group()));
    for (var name : NAMES) {
      if (Pattern.compile("(?<![\\w/}])" + Pattern.quote(name) + "(?![\\w/])")
          .matcher(text)
          .find()) {
        found.add(name);
      }
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
