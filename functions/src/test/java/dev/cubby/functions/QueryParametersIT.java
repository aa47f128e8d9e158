package dev.cubby.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.shared.auth.Role;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.OpenApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every operation of openapi.yaml takes the query parameters that openapi.yaml lists, and no
/// others.
class QueryParametersIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private static final OpenApi OPEN_API = OpenApi.read();

  private final TestKey caller = TestUser.create().key(Role.values());

  static List<String> routesWithKey() {
    return OPEN_API.routes().stream()
        .filter(route -> !operation(route).path("security").isArray())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("routesWithKey")
  void unknownParameter_isRefusedWithThoseThatThereAre(String route) {
    var method = route.substring(0, route.indexOf(' '));
    var path = route.substring(route.indexOf('/')).replaceAll("\\{\\w+}", "x");
    var target = path + "?nosuch=1";
    var call =
        switch (method) {
          case "GET" -> Call.get(target);
          case "HEAD" -> Call.head(target);
          case "DELETE" -> Call.delete(target);
          case "POST" -> Call.post(target, "{}");
          case "PATCH" -> Call.patch(target, "{}");
          default -> Call.put(target, "{}");
        };

    var answer = api.call(call.as(caller)).hasStatus(400);

    if (!method.equals("HEAD")) {
      var message = answer.isInvalid("nosuch").json().at("/errors/0/message").asText();
      var listed = message.replaceFirst(".*, which has ", "");
      assertThat(listed.equals("none") ? Stream.of() : Stream.of(listed.split(", ")))
          .as(message)
          .containsExactlyInAnyOrderElementsOf(documented(route));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/users?mail=x", "/records?Limit=", "/records?limit[]=1", "/records?limit=1&x="})
  void parameterWithAnotherName_isRefused(String target) {
    api.call(Call.get(target.replace("[]", "%5B%5D")).as(caller)).isProblem(400);
  }

  @Test
  void unknownParameter_neverWrites() {
    api.call(Call.post("/records/s?TTL=60", "1").as(caller)).isInvalid("TTL");

    api.call(Call.get("/records/s").as(caller)).isProblem(404);
  }

  @Test
  void parameterLongerThanAHeader_isNotInTheLink() {
    api.call(Call.post("/records/a", "1").as(caller)).hasStatus(201);
    api.call(Call.post("/records/b", "1").as(caller)).hasStatus(201);

    api.call(Call.get("/records?limit=1&x=" + "(".repeat(3_500)).as(caller)).isInvalid("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs?x=1", "/docs/docs.js?v=1", "/health?x=1", "/openapi.json?x=1"})
  void publicPath_takesAnyParameter(String target) {
    api.call(Call.get(target)).hasStatus(200);
  }

  private static JsonNode operation(String route) {
    var method = route.substring(0, route.indexOf(' ')).toLowerCase(Locale.ROOT);
    return OPEN_API.document().path("paths").path(route.substring(route.indexOf('/'))).path(method);
  }

  private static List<String> documented(String route) {
    return StreamSupport.stream(operation(route).path("parameters").spliterator(), false)
        .map(parameter -> OPEN_API.document().at(parameter.path("$ref").asText().substring(1)))
        .filter(parameter -> parameter.path("in").asText().equals("query"))
        .map(parameter -> parameter.path("name").asText())
        .toList();
  }
}
