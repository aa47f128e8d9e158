package dev.cubby.architecture;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rows of security.md are true: each test exists and runs, each page is there, no requirement
/// lacks a row, and docs/security.md counts them.
class SecurityTableTest {

  // How many requirements each section of ASVS 5.0.0 has.
  private static final String SECTIONS =
      """
      V2.1=3 V2.2=3 V2.3=5 V2.4=2 V3.1=1 V3.2=3 V3.3=5 V3.4=8 V3.5=8 V3.6=1 V3.7=5 V4.1=5 V4.2=5 \
      V4.3=2 V4.4=4 V6.1=3 V6.2=12 V6.3=8 V6.4=6 V6.5=8 V6.6=4 V6.7=2 V6.8=4 V7.1=3 V7.2=4 \
      V7.3=2 V7.4=5 V7.5=3 V7.6=2 V8.1=4 V8.2=4 V8.3=3 V8.4=2 V9.1=3 V9.2=4 V10.1=2 V10.2=3 \
      V10.3=5 V10.4=16 V10.5=5 V10.6=2 V10.7=3 V11.1=4 V11.2=5 V11.3=5 V11.4=4 V11.5=2 V11.6=2 \
      V11.7=2 V12.1=5 V12.2=2 V12.3=5 V13.1=4 V13.2=6 V13.3=4 V13.4=7 V14.1=2 V14.2=8 V14.3=3 \
      V15.1=5 V15.2=5 V15.3=7 V15.4=4 V16.1=1 V16.2=5 V16.3=4 V16.4=3 V16.5=4\
      """;

  private static final List<String> KINDS =
      List.of("test", "page", "AWS", "deployer", "none", "gap");

  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Map<String, String> ROWS = rows();
  private static final Map<String, String> SOURCES = sources();

  static Stream<Arguments> tests() {
    return ROWS.entrySet().stream()
        .filter(row -> kind(row.getValue()).equals("test"))
        .flatMap(row ->
            TEST.matcher(row.getValue())
                .results()
                .map(test -> Arguments.of(row.getKey(), test.group(1), test.group(2))));
  }

  @ParameterizedTest
  @MethodSource("tests")
  void test_runs(String row, String type, String method) {
    assertThat(runs(type, method)).as(row).isTrue();
  }

  @Test
  void testThatDoesNotRun_isFound() {
    assertThat(runs("SecurityTableTest", "runs")).isFalse();
    assertThat(runs("SecurityTableTest", "nothing")).isFalse();
    assertThat(runs("NoSuchTest", "test_runs")).isFalse();
    assertThat(runs("RecordsContract", "noKey_is401")).isTrue();
  }

  @Test
  void everyRow_isOfAKindAndHoldsForARequirement() {
    assertThat(ROWS.values())
        .allSatisfy(evidence -> assertThat(KINDS).contains(kind(evidence)))
        .filteredOn(evidence -> kind(evidence).equals("test"))
        .allMatch(evidence -> TEST.matcher(evidence).replaceAll("").isBlank());
    assertThat(requirements().map(SecurityTableTest::rowOf).distinct())
        .containsExactlyInAnyOrderElementsOf(ROWS.keySet());
  }

  @Test
  void pages_areThere() throws IOException {
    for (var evidence : ROWS.values()) {
      if (kind(evidence).equals("page")) {
        var parts = evidence.substring("page: ".length()).split("#", 2);
        var text = Files.readString(Path.of("..", parts[0]));
        assertThat(parts.length == 1 || anchors(text).contains(parts[1])).as(evidence).isTrue();
      }
    }
  }

  @Test
  void documentation_hasTheNumbers() throws IOException {
    assertThat(Files.readString(Path.of("../docs/security.md"))).contains(summary());
  }

  // A table with a row for each list or chapter.
  private static String summary() {
    var numbers =
        requirements()
            .collect(
                groupingBy(
                    requirement -> requirement.split("(?<=API)|\\.", 2)[0],
                    LinkedHashMap::new,
                    groupingBy(
                        requirement -> kind(requireNonNull(ROWS.get(rowOf(requirement)))),
                        counting())));
    var table =
        new StringBuilder("| | " + String.join(" | ", KINDS) + " |\n" + "|---".repeat(7) + "|\n");
    numbers.forEach((part, counts) -> {
      table.append("| ").append(part.equals("API") ? "API Top 10" : part);
      KINDS.forEach(kind -> table.append(" | ").append(counts.getOrDefault(kind, 0L)));
      table.append(" |\n");
    });
    return table.toString();
  }

  private static Stream<String> requirements() {
    return Stream.concat(
        IntStream.rangeClosed(1, 10).mapToObj(number -> "API" + number),
        Arrays.stream(SECTIONS.split(" "))
            .map(section -> section.split("="))
            .flatMap(section ->
                IntStream.rangeClosed(1, Integer.parseInt(section[1]))
                    .mapToObj(number -> section[0] + "." + number)));
  }

  // The requirement's own row, or that of its section or chapter.
  private static String rowOf(String requirement) {
    var name = requirement;
    while (!ROWS.containsKey(name)) {
      assertThat(name).as("a row for " + requirement).contains(".");
      name = name.substring(0, name.lastIndexOf('.'));
    }
    return name;
  }

  private static String kind(String evidence) {
    return evidence.startsWith("`") ? "test" : evidence.split(":", 2)[0];
  }

  private static boolean runs(String type, String method) {
    var source = SOURCES.getOrDefault(type, "");
    int at = source.indexOf(" void " + method + "(");
    if (at < 0 || !isRun(type)) {
      return false;
    }
    var before = source.substring(0, at);
    var annotations = before.substring(before.lastIndexOf("\n\n") + 1);
    return annotations.matches("(?s).*@(Parameterized)?Test\\b.*")
        && !annotations.contains("@Disabled");
  }

  // Whether Maven runs the class, or one that extends it or has one within that does.
  private static boolean isRun(String type) {
    return type.matches("\\w+(Test|IT)")
        || SOURCES.entrySet().stream()
            .filter(source -> !source.getKey().equals(type))
            .filter(source ->
                Pattern.compile("(extends|implements) " + type + "\\b")
                    .matcher(source.getValue())
                    .find())
            .anyMatch(source -> isRun(source.getKey()));
  }

  private static List<String> anchors(String page) {
    return Pattern.compile("(?m)^#+ (.*)$")
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .map(heading ->
            heading
                .replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-'))
        .toList();
  }

  private static Map<String, String> rows() {
    try (var lines = Files.lines(Path.of("src/test/resources/security.md"))) {
      return lines
          .filter(line -> line.matches("\\| (API|V)\\d.*"))
          .map(line -> line.split(" ?\\| ?"))
          .collect(
              toMap(
                  cells -> cells[1],
                  cells -> cells[3],
                  (_, second) -> {
                    throw new AssertionError("a second row: " + second);
                  },
                  LinkedHashMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> sources() {
    return Stream.of("shared", "local", "functions")
        .map(module -> Path.of("..", module, "src/test/java"))
        .flatMap(directory -> files(directory).stream())
        .filter(file -> file.toString().endsWith(".java"))
        .collect(
            toMap(
                file -> String.valueOf(file.getFileName()).replace(".java", ""),
                SecurityTableTest::text,
                // No tests: HttpApi, package-info and others.
                (first, _) -> first));
  }

  private static List<Path> files(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
