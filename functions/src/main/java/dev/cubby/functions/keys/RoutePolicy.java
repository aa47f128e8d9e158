package dev.cubby.functions.keys;

import static com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1.ALLOW;
import static com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1.DENY;
import static com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1.EXECUTE_API_INVOKE;
import static com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1.VERSION_2012_10_17;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1.PolicyDocument;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1.Statement;
import dev.cubby.shared.auth.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The routes that each role may call, as an IAM policy. API Gateway caches the policy for all
/// requests of a key, so it lists every route of the key's roles, not only the requested route.
final class RoutePolicy {

  private static final List<String> OWNED = List.of("collections", "items", "notes", "records");

  // METHOD/path as in a method's ARN; an asterisk matches any text, including slashes.
  private static final List<String> ROUTES_OF_ALL =
      List.of("GET/me", "GET/usage", "HEAD/me", "HEAD/usage");
  private static final Map<Role, List<String>> ROUTES =
      Map.of(
          Role.READ,
          routes(
              List.of("GET/%s", "GET/%s/*", "HEAD/%s", "HEAD/%s/*"),
              List.of(
                  "GET/export",
                  "GET/sources",
                  "HEAD/export",
                  "HEAD/sources",
                  "POST/source/expose")),
          Role.WRITE,
          routes(
              List.of("POST/%s", "POST/%s/*", "PUT/%s/*", "PATCH/%s/*", "DELETE/%s/*"),
              List.of("POST/batch", "POST/import", "POST/source/write_raw")),
          Role.ADMIN,
          List.of(
              "GET/source/actions",
              "HEAD/source/actions",
              "GET/users",
              "GET/users/*",
              "HEAD/users",
              "HEAD/users/*",
              "POST/users",
              "POST/users/*",
              "PUT/users/*",
              "DELETE/users/*"));

  private RoutePolicy() {}

  /// Allows the routes of `roles` in the stage of `methodArn`.
  static PolicyDocument allow(Set<Role> roles, String methodArn) {
    var stage = stage(methodArn);
    var routes =
        Stream.concat(
                ROUTES_OF_ALL.stream(),
                roles.stream().sorted().flatMap(role -> requireNonNull(ROUTES.get(role)).stream()))
            .flatMap(RoutePolicy::withAndWithoutSlash)
            .map(route -> stage + "/" + route)
            .toList();
    return document(ALLOW, routes);
  }

  /// Allows no route.
  static PolicyDocument allowNone() {
    return PolicyDocument.builder()
        .withVersion(VERSION_2012_10_17)
        .withStatement(List.of())
        .build();
  }

  /// Denies every route.
  static PolicyDocument denyAll(String methodArn) {
    return document(DENY, List.of(stage(methodArn) + "/*"));
  }

  // API Gateway takes a path that ends in a slash for the path without it.
  private static Stream<String> withAndWithoutSlash(String route) {
    return route.endsWith("*") ? Stream.of(route) : Stream.of(route, route + "/");
  }

  private static List<String> routes(List<String> ofOwned, List<String> others) {
    return Stream.concat(
            OWNED.stream().flatMap(path -> ofOwned.stream().map(route -> route.formatted(path))),
            others.stream())
        .toList();
  }

  // arn:aws:execute-api:<region>:<account>:<api>/<stage>/<METHOD>/<path>
  private static String stage(String methodArn) {
    var parts = methodArn.split("/", 3);
    return parts[0] + "/" + parts[1];
  }

  private static PolicyDocument document(String effect, List<String> resources) {
    return PolicyDocument.builder()
        .withVersion(VERSION_2012_10_17)
        .withStatement(
            List.of(
                Statement.builder()
                    .withEffect(effect)
                    .withAction(EXECUTE_API_INVOKE)
                    .withResource(resources)
                    .build()))
        .build();
  }
}
