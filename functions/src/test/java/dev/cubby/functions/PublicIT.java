package dev.cubby.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.OpenApi;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What needs no key, over HTTP, under a stage as a deployed API has it.
class PublicIT {

  @RegisterExtension static final HttpApi api = HttpApi.sharedWithStage();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/docs",
        "/docs/docs.js",
        "/docs/swagger-ui-bundle.js",
        "/health",
        "/openapi.json"
      })
  void publicPath_needsNoKey(String path) {
    assertThat(api.call(Call.get(path)).hasStatus(200).body()).isNotEmpty();
    assertThat(api.call(Call.head(path)).hasStatus(200).body()).isEmpty();
  }

  @Test
  void keyOfNobody_isNotLookedAt() {
    assertThat(api.send(Call.get("/openapi.json"), "not-a-key").status()).isEqualTo(200);
  }

  @Test
  void version_isThatOfTheDescription() {
    assertThat(api.call(Call.get("/health")).json().path("version").asText())
        .isEqualTo(OpenApi.read().version());
  }

  @Test
  void description_hasTheStageInItsServer() {
    var description = api.call(Call.get("/openapi.json")).hasStatus(200).json();

    assertThat(description.at("/servers/0/url").asText()).isEqualTo(api.local().url().toString());
  }

  @Test
  void fileOfTheConsole_needsNoKey() {
    var page = api.call(Call.get("/console")).hasStatus(200).body();
    var file = page.replaceFirst("(?s).* src=\"(console/[^\"]+)\".*", "/$1");

    assertThat(api.call(Call.get(file)).hasStatus(200).body()).contains("import ");
    assertThat(api.call(Call.head(file)).hasStatus(200).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/docs"})
  void pageWithATrailingSlash_isUnderTheStageWithoutIt(String path) {
    var answer = api.call(Call.get(path + "/")).hasStatus(308);

    assertThat(answer.header("Location")).isEqualTo("/dev" + path);
  }

  @Test
  void headersOfMoreThan10240Bytes_are400() {
    api.call(Call.get("/openapi.json").header("X-Large", "a".repeat(10_241))).isProblem(400);
  }

  @Test
  void morePublicRequestsThanTheLimit_are429() {
    // 20 pass at once, and 10 a second.
    var answers = api.atOnce(Collections.nCopies(100, Call.head("/health")));

    assertThat(answers).extracting(Answer::status).contains(200, 429);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 429)
        .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isEqualTo("1"));
  }
}
