package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands before the functions: keys, roles, unknown routes, limits and CORS, over HTTP.
class AccessIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final TestKey owner = TestUser.create().key(READ, WRITE);

  @Test
  void noKey_is401() {
    api.send(Call.get("/records"), null).isProblem(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "two words",
        "quote'quote'",
        "cubby_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void malformedOrUnknownKey_is401(String key) {
    assertThat(api.send(Call.get("/records"), key).isProblem(401).json().path("title").asText())
        .isEqualTo("Unauthorized");
  }

  @Test
  void keyWithoutTheRole_is403FromThePolicy() {
    var reader = TestUser.create().key(READ);

    var answer = api.call(Call.put("/records/a?upsert=true", "1").as(reader)).isProblem(403);

    // The function's own words would name the role.
    assertThat(answer.json().path("detail").asText()).doesNotContain("role write");
  }

  @Test
  void keyThatApiGatewayDoesNotKnow_is403() {
    api.call(Call.get("/records").as(owner)).hasStatus(200);
    api.deleteFromGateway(owner.key().hash());

    var answer = api.call(Call.get("/records").as(owner)).isProblem(403);

    assertThat(answer.json().path("detail").asText()).contains("no usage plan");
  }

  @Test
  void bodyThatAFunctionCannotTake_is413WithTheLimit() {
    var body = "\"" + "a".repeat(7_000_000) + "\"";

    var answer = api.call(Call.post("/records/a", body).as(owner)).isProblem(413);

    assertThat(answer.json().path("detail").asText()).contains("6 MB").doesNotContain("10 MB");
  }

  @Test
  void keyThatAsksTooOften_is429AndOthersAreNot() {
    var hasty = TestUser.create().keyOnPlan("basic", READ);

    var list = Call.get("/records").as(hasty);
    api.call(list).hasStatus(200);

    // Plan basic lets 20 pass at once, and 10 a second.
    var answers = api.atOnce(Collections.nCopies(100, list));

    assertThat(answers).extracting(Answer::status).contains(200, 429);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 429)
        .allSatisfy(
            answer -> assertThat(answer.isProblem(429).header("Retry-After")).isEqualTo("1"));
    api.call(Call.get("/records").as(owner)).hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/",
    "GET,/nothing",
    "POST,/records",
    "PATCH,/records",
    "DELETE,/records",
    "POST,/records/keys",
    "PUT,/records/keys",
    "PATCH,/records/keys",
    "DELETE,/records/keys",
    "GET,/records/a/b"
  })
  void unknownRoute_is404WithAndWithoutAKey(String method, String path) {
    var call = new Call(method, path, Call.get("/").headers(), null, StandardCharsets.UTF_8, null);

    api.send(call, null).isProblem(404);
    api.call(call.as(owner)).isProblem(404);
  }

  @Test
  void trailingSlash_isTheSameRoute() {
    assertThat(api.call(Call.post("/records/a/", "1").as(owner)).hasStatus(201).header("Location"))
        .isEqualTo("/records/a");
    api.call(Call.get("/records/a/").as(owner)).hasStatus(200);
    api.call(Call.get("/records/").as(owner)).hasStatus(200);
    api.call(Call.get("/records/keys/").as(owner)).hasStatus(200);
  }

  @Test
  void bodyOverTenMegabytes_is413() {
    var body = "\"" + "x".repeat(10 * 1024 * 1024) + "\"";

    api.call(Call.post("/records/a", body).as(owner)).isProblem(413);
  }

  @Test
  void preflight_isOpenAndNamesTheOrigin() {
    var answer =
        api.send(
            Call.options("/records/a")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "x-api-key,if-match"),
            null);

    answer.hasStatus(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("PUT");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .containsIgnoringCase("x-api-key")
        .containsIgnoringCase("content-encoding")
        .containsIgnoringCase("idempotency-key")
        .containsIgnoringCase("if-match");
  }

  @Test
  void everyAnswer_hasItsRequestIdAndTheOrigin() {
    for (var answer :
        new Answer[] {
          api.send(Call.get("/records"), null),
          api.send(Call.get("/nothing"), null),
          api.call(Call.get("/records").as(owner)),
          api.call(Call.get("/records/none").as(owner)),
          api.call(Call.get("/records?limit=0").as(owner)),
        }) {
      assertThat(answer.header("X-Request-Id")).matches("[0-9a-f-]{36}");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
      assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag", "X-Request-Id");
    }
  }

  @Test
  void answer_statesThePolicyOfTheKeyAndTheUnits() {
    var basic = TestUser.create().keyOnPlan("basic", READ, WRITE);

    var created = api.call(Call.post("/records/a", "1").as(basic)).hasStatus(201);
    var read = api.call(Call.get("/records/a").as(basic)).hasStatus(200);
    var refused = api.call(Call.get("/records?limit=0").as(basic)).isProblem(400);

    assertThat(List.of(created, read, refused))
        .extracting(answer -> answer.header("RateLimit-Policy"))
        .containsOnly(ApiKeys.RATE_LIMIT_POLICIES.get("basic"));
    assertThat(created.header("Cubby-Units")).isEqualTo("write=2");
    assertThat(read.header("Cubby-Units")).isEqualTo("read=1");
    assertThat(refused.headers()).doesNotContainKey("Cubby-Units");
    assertThat(api.send(Call.get("/openapi.json"), null).headers())
        .doesNotContainKey("RateLimit-Policy");
  }

  @Test
  void apiKey_isInNoAnswer() {
    var answer = api.call(Call.post("/records/a", "{").as(owner)).isProblem(400);

    assertThat(answer.body() + answer.headers()).doesNotContain(owner.key().secret());
  }
}
