package dev.cubby.functions.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostCase;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest implements CostCase {

  private static final Path FOLDER = Path.of("target/classes/dev/cubby/functions/console");

  // Relative to /console, which stands at the root here.
  private static final Pattern LINK =
      Pattern.compile("(?:href=|src=|: )\"(?:\\./)?(console/[^\"]+)\"");
  private static final Pattern INLINE =
      Pattern.compile("<(?:script(?![^>]* src=)|style)[^>]*>([^<]*)<");

  // `from 'preact'`, `import('./editor.js')`, and what a minifier makes of these.
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*(['\"])([@./\\w-]+)\\1");

  private static final DirectApi API = new DirectApi(new MovableClock(), new GetConsole());

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  static List<String> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".class") && !name.equals("index.html"))
          .toList();
    }
  }

  static List<Path> scripts() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/dev/cubby/functions/console"))) {
      return files.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  @Test
  void page_linksOnlyToFilesThatMayBeKept() {
    assertThat(links())
        .hasSizeGreaterThan(3)
        .allSatisfy(link ->
            assertThat(get(link).header("Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileOfTheFolder_isServedAsItIs(String name) throws IOException {
    assertThat(get(folder() + name).body()).isEqualTo(Files.readString(FOLDER.resolve(name)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void import_isThere(String name) throws IOException {
    var imports =
        name.endsWith(".js") ? IMPORT.matcher(code(name)).results() : Stream.<MatchResult>empty();

    assertThat(imports.map(each -> each.group(2)))
        .allSatisfy(module -> {
          if (module.startsWith("./")) {
            assertThat(files()).contains(module.substring(2));
          } else {
            assertThat(get("/console").body()).contains('"' + module + "\": \"./console/");
          }
        });
  }

  /// What is stored is shown as text: of our scripts, none makes HTML or code of a text.
  @ParameterizedTest
  @MethodSource("scripts")
  void script_makesNeitherHtmlNorCodeOfText(Path script) throws IOException {
    assertThat(Files.readString(script))
        .doesNotContainPattern(
            "innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTML|srcdoc"
                + "|document\\.write|DOMParser|\\beval\\(|new Function");
  }

  @Test
  void page_allowsNoScriptThatStandsInItButTheImportMap() throws Exception {
    var page = get("/console");
    var inline = INLINE.matcher(page.body()).results().map(script -> script.group(1)).toList();
    var hash = MessageDigest.getInstance("SHA-256").digest(inline.getFirst().getBytes(UTF_8));

    assertThat(inline).hasSize(1);
    assertThat(page.header("Content-Security-Policy"))
        .startsWith(
            "default-src 'none'; script-src 'self' 'sha256-"
                + Base64.getEncoder().encodeToString(hash)
                + "'; style-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void page_isApartFromOtherPages() {
    var page = get("/console");

    assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void page_isRevalidated() {
    var page = get("/console");
    var again = API.call(Call.get("/console").header("If-None-Match", page.etag())).hasStatus(304);

    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(again.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void library_isServedWithItsLicense() throws IOException {
    assertThat(files())
        .contains(
            "codemirror__state.LICENSE",
            "htm.LICENSE",
            "lezer__common.LICENSE",
            "preact.LICENSE",
            "uplot.LICENSE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetConsole.class", "index.html", "package-info.class", "..%2Fdocs.html"})
  void fileThatIsNotOfThePage_is404(String name) {
    API.call(Call.get(folder() + name)).isProblem(404);
  }

  @Test
  void fileOfAnotherVersion_is404() {
    API.call(Call.get("/console/AAAAAAAAAAAA/app.js")).isProblem(404);
  }

  @Test
  void console_consumesWhatTheTableStates() {
    assertStated("`GET /console`", Call.get("/console"), 200);
    assertStated("`GET /console/{version}/{file}`", Call.get(folder() + "app.js"), 200);
  }

  @Override
  public DynamoDb dynamoDb() {
    return dynamoDb;
  }

  @Override
  public Answer call(Call call) {
    return API.call(call);
  }

  // Without comments, which have examples.
  private static String code(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name)).replaceAll("(?s)/\\*.*?\\*/", "");
  }

  private static List<String> links() {
    return LINK.matcher(get("/console").body()).results().map(link -> "/" + link.group(1)).toList();
  }

  // The folder with the files, as in `/console/Zk3vT0q1x8Wb/`.
  private static String folder() {
    var link = links().getFirst();
    return link.substring(0, link.lastIndexOf('/') + 1);
  }

  private static Answer get(String path) {
    return API.call(Call.get(path)).hasStatus(200);
  }
}
