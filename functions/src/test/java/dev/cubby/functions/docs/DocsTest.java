package dev.cubby.functions.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.OpenApi;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsTest {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  private static final DirectApi API =
      new DirectApi(new MovableClock(), new GetDocs(), new GetDocsFile(), new GetOpenApi());

  @Test
  void page_linksOnlyToWhatIsServedHere() {
    assertThat(links()).hasSize(6).allSatisfy(DocsTest::get);
  }

  @Test
  void page_allowsNoScriptThatStandsInIt() {
    var page = get("/docs");

    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContainPattern("<script(?! src=)").doesNotContain("<style");
  }

  @Test
  void swaggerUi_mayBeKeptUnderItsVersionsUrl() {
    assertThat(links()).anyMatch(link -> link.matches("/docs/swagger-ui-bundle\\.js\\?v=[0-9.]+"));
    assertThat(get("/docs/swagger-ui-bundle.js").header("Cache-Control")).contains("immutable");
    assertThat(get("/docs/docs.js").header("Cache-Control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/docs.css", "/docs/swagger-ui.css", "/openapi.json"})
  void fileThatTheCallerHas_is304(String path) {
    var file = get(path);
    var again = API.call(Call.get(path).header("If-None-Match", file.etag())).hasStatus(304);

    assertThat(again.body()).isEmpty();
    assertThat(again.etag()).isEqualTo(file.etag());
    assertThat(again.header("Cache-Control")).isEqualTo(file.header("Cache-Control"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/swagger-ui-bundle.js", "/openapi.json"})
  void anotherFileThanTheCallerExpects_is412AndNotKept(String path) {
    var tag = get(path).etag();

    API.call(Call.get(path).header("If-Match", tag)).hasStatus(200);
    var answer = API.call(Call.get(path).header("If-Match", "\"other\"")).isProblem(412);
    assertThat(answer.etag()).isEqualTo(tag);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs.html", "openapi.yaml", "GetDocs.class", "..%2Fversion.txt"})
  void fileThatIsNotOfThePage_is404(String name) {
    API.call(Call.get("/docs/" + name)).isProblem(404);
  }

  @ParameterizedTest
  @CsvSource({
    "https, api.example.com, https://api.example.com",
    "http, 127.0.0.1:3000, http://127.0.0.1:3000",
    "http, [::1]:80, http://[::1]:80",
    "'https, http', localhost, https://localhost",
    "https, 'one.example.com, two.example.com', .",
    "https, 'example.com\"', .",
    "https, example.com/path, .",
    "https, '', ."
  })
  void description_isOpenApiYamlWithTheCallersServer(String scheme, String host, String server) {
    var call = Call.get("/openapi.json").header("X-Forwarded-Proto", scheme).header("Host", host);

    assertThat(API.call(call).hasStatus(200).json()).isEqualTo(descriptionWith(server));
  }

  @Test
  void descriptionWithoutHost_hasARelativeServer() {
    assertThat(get("/openapi.json").json()).isEqualTo(descriptionWith("."));
  }

  private static JsonNode descriptionWith(String server) {
    var document = OpenApi.read().document();
    ((ObjectNode) document.at("/servers/0")).put("url", server);
    return document;
  }

  // Relative to /docs, which stands at the root here.
  private static List<String> links() {
    return LINK.matcher(get("/docs").body()).results().map(link -> "/" + link.group(1)).toList();
  }

  private static Answer get(String path) {
    return API.call(Call.get(path)).hasStatus(200);
  }
}
