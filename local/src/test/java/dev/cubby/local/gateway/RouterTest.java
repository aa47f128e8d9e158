package dev.cubby.local.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.template.RouteDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

  private final Router router =
      new Router(
          Stream.of(
                  "/",
                  "/users",
                  "/users/{userId}",
                  "/users/me",
                  "/users/{userId}/keys/{keyId}",
                  "/files/{path+}",
                  "/files/index")
              .map(path -> route("GET", path))
              .toList(),
          false);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/, /, ``",
        "/users, /users, ``",
        "/users/, /users, ``",
        "/users/me, /users/me, ``",
        "/users/7, /users/{userId}, userId=7",
        "/users/7/, /users/{userId}, userId=7",
        "/users/7//, /users/{userId}, userId=7",
        "/users/a%2Fb, /users/{userId}, userId=a%2Fb",
        "/users/me/keys/k, /users/{userId}/keys/{keyId}, `userId=me, keyId=k`",
        "/files/index, /files/index, ``",
        "/files/a, /files/{path+}, path=a",
        "/files/a/b/c, /files/{path+}, path=a/b/c",
        "/files/a//b, /files/{path+}, path=a//b",
        "/files/index/x, /files/{path+}, path=index/x",
      })
  void path_leadsToTheMostSpecificResource(String path, String resource, String parameters) {
    var match = requireNonNull(router.match("GET", path));

    assertThat(match.resource()).isEqualTo(resource);
    assertThat(match.pathParameters()).hasToString("{" + parameters + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nothing", "/users/7/keys", "/files", "/Users", "/users//keys/k", "/users//me"})
  void path_thatNoResourceHas_leadsNowhere(String path) {
    assertThat(router.match("GET", path)).isNull();
  }

  @Test
  void rootGreedyParameter_takesEverythingElse() {
    var greedy = new Router(List.of(route("ANY", "/{proxy+}")), false);

    assertThat(greedy.match("GET", "/a/b")).isNotNull();
    assertThat(greedy.match("GET", "/")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "false, POST, /a, /a",
    "false, PUT, /a, /{proxy+}",
    "false, DELETE, /a, /a",
    "false, OPTIONS, /a, /{proxy+}",
    "true, OPTIONS, /a, /a",
    "false, PUT, /a/any, /a/any",
    "false, DELETE, /a/b/7, /a/b/{id}",
    "false, PUT, /a/b/7, /{proxy+}",
    "false, DELETE, /a/b/me, /a/b/me",
  })
  void methodThatAResourceLacks_leadsToAGreedyParameterOnly(
      boolean hasPreflights, String method, String path, String resource) {
    var siblings =
        new Router(
            List.of(
                route("POST", "/a"),
                route("ANY", "/a/any"),
                route("GET", "/a/b/me"),
                route("DELETE", "/a/b/{id}"),
                route("PUT", "/{proxy+}"),
                route("OPTIONS", "/{proxy+}")),
            hasPreflights);

    assertThat(requireNonNull(siblings.match(method, path)).resource()).isEqualTo(resource);
  }

  private static RouteDefinition route(String method, String path) {
    return new RouteDefinition(method, path, "F", null, false);
  }
}
