package dev.cubby.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cubby.local.template.RouteDefinition;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.reader.TemplateReader;
import dev.cubby.shared.problem.Problem;
import dev.cubby.testing.Answer;
import dev.cubby.testing.OpenApi;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Handlers, template.yaml, openapi.yaml and events/ name the same things.
class StackTest {

  private static final Template TEMPLATE = TemplateReader.read(Path.of("../template.yaml"));
  private static final OpenApi OPEN_API = OpenApi.read();

  // What anyone may call.
  private static final List<String> PUBLIC =
      List.of(
          "/console",
          "/console/{version}/{file}",
          "/docs",
          "/docs/{file}",
          "/health",
          "/openapi.json");

  private static final List<String> HANDLERS =
      new ClassFileImporter()
          .importPath(Path.of("target/classes")).stream()
              .filter(type ->
                  type.isAssignableTo(RequestHandler.class)
                      || type.isAssignableTo(RequestStreamHandler.class))
              .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
              .map(JavaClass::getName)
              .sorted()
              .toList();

  @Test
  void functionsOfTheTemplate_areTheHandlers() {
    assertThat(TEMPLATE.functions().values().stream().map(function -> function.handler()).sorted())
        .isEqualTo(HANDLERS);
    TEMPLATE
        .functions()
        .forEach((logicalId, function) ->
            assertThat(logicalId).isEqualTo(simpleName(function.handler()) + "Function"));
  }

  @Test
  void events_areOneForEachHandlerAndOneToWakeThemAll() {
    var files = Objects.requireNonNull(new File("../events").list());

    assertThat(Arrays.stream(files).sorted())
        .isEqualTo(
            Stream.concat(
                    HANDLERS.stream().map(name -> kebab(simpleName(name))), Stream.of("warm-up"))
                .map(name -> name + ".json")
                .sorted()
                .toList());
  }

  @Test
  void routesOfTheTemplate_areDocumented() {
    assertThat(TEMPLATE.api().routes().stream().map(route -> route.method() + " " + route.path()))
        .containsExactlyInAnyOrderElementsOf(OPEN_API.routes());
  }

  @Test
  void everyArrayOfRequestsAndResponses_isBounded() {
    assertThat(OPEN_API.document().findParents("items").stream().filter(StackTest::isArray))
        .isNotEmpty()
        .allSatisfy(array -> assertThat(array.path("maxItems").asInt()).isPositive());
  }

  /// HEAD shares the function of GET. A further path of a function adds to its name.
  @Test
  void operations_areNamedAfterTheirHandlers() {
    var ids = OPEN_API.operationIds();

    assertThat(ids.values()).doesNotHaveDuplicates();
    TEMPLATE.api().routes().stream()
        .filter(route -> !route.method().equals("HEAD"))
        .collect(Collectors.groupingBy(RouteDefinition::functionId))
        .forEach((function, routes) -> {
          var name = function.substring(0, 1).toLowerCase(Locale.ROOT) + function.substring(1);
          var operation = name.replaceFirst("Function$", "");
          assertThat(routes.stream().map(route -> ids.get(route.method() + " " + route.path())))
              .contains(operation)
              .allMatch(id -> id.startsWith(operation));
        });
  }

  @Test
  void everyGet_hasItsHead() {
    var routes =
        TEMPLATE.api().routes().stream()
            .map(route -> route.method() + " " + route.path() + " " + route.functionId())
            .toList();

    assertThat(routes.stream().filter(route -> route.startsWith("GET ")))
        .isNotEmpty()
        .allSatisfy(route -> assertThat(routes).contains(route.replaceFirst("GET", "HEAD")));
  }

  @Test
  void everyRoute_needsAKeyUnlessItIsPublic() {
    assertThat(TEMPLATE.api().routes())
        .isNotEmpty()
        .allSatisfy(route -> {
          boolean isPublic = PUBLIC.contains(route.path());
          assertThat(route.authorizer()).isEqualTo(isPublic ? null : "KeyAuthorizer");
          assertThat(route.apiKeyRequired()).isEqualTo(!isPublic);
        });
  }

  /// Of openapi.yaml's examples, those that API Gateway returns.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unauthorized/examples/unauthorized",
        "Forbidden/examples/role",
        "NotFound/examples/path",
        "TooManyRequests/examples/rate",
        "TooManyRequests/examples/quota",
        "InternalError/examples/error",
        "Unavailable/examples/key",
        "Timeout/examples/late"
      })
  void exampleOfAGatewayResponse_hasItsText(String name) {
    var at =
        "/components/responses/" + name.replaceFirst("/", "/content/application~1problem+json/");

    assertThat(gatewayProblems()).contains(withoutIds(OPEN_API.document().at(at + "/value")));
  }

  @Test
  void gatewayResponse_hasTheStatusAndTitleOfAFunctionsProblemOfItsType() {
    for (var kind : Problem.Kind.values()) {
      assertThat(gatewayProblems())
          .filteredOn(problem -> problem.path("type").asText().equals(kind.type()))
          .allSatisfy(problem -> {
            assertThat(problem.path("status").asInt()).isEqualTo(kind.status());
            assertThat(problem.path("title").asText()).isEqualTo(kind.title());
          });
    }
  }

  private static List<JsonNode> gatewayProblems() {
    return TEMPLATE.api().gatewayResponses().values().stream()
        .flatMap(response -> response.templates().values().stream())
        .map(text -> withoutIds(Answer.of(0, Map.of(), text).json()))
        .toList();
  }

  private static JsonNode withoutIds(JsonNode problem) {
    return ((ObjectNode) problem).deepCopy().without(List.of("instance", "requestId"));
  }

  private static boolean isArray(JsonNode schema) {
    return schema.path("type").asText().equals("array");
  }

  private static String simpleName(String handler) {
    return handler.substring(handler.lastIndexOf('.') + 1);
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
