package dev.cubby.functions.keys;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cubby.local.template.RouteDefinition;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.reader.TemplateReader;
import dev.cubby.shared.auth.Access;
import dev.cubby.shared.auth.Role;
import dev.cubby.testing.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each handler states who may call it, by the [Access] that it passes to its superclass. All that
/// says so elsewhere must say the same.
class RolesTest {

  private static final String ARN = "arn:aws:execute-api:eu-central-1:123456789012:api/prod/GET/x";
  private static final String STAGE = "arn:aws:execute-api:eu-central-1:123456789012:api/prod/";

  private static final Pattern README_ROW =
      Pattern.compile("^\\| `([A-Z]+ [^`?]+)[^`]*`[^|]*\\| ([a-z ]+) \\|", Pattern.MULTILINE);
  private static final Pattern OPENAPI_ROLE = Pattern.compile("Requires the role\\s+`([a-z]+)`\\.");

  private static Template template;
  // By `GET /items/{id}`; HEAD has its own entry.
  private static Map<String, Access> handlers;

  @BeforeAll
  static void readHandlers() {
    template = TemplateReader.read(Path.of("../template.yaml"));
    var classes = new ClassFileImporter().importPath(Path.of("target/classes"));
    handlers =
        template.api().routes().stream()
            .collect(
                toMap(
                    route -> route.method() + " " + route.path(),
                    route -> accessOf(route, classes),
                    (one, _) -> one,
                    TreeMap::new));
    assertThat(handlers).hasSizeGreaterThan(40);
  }

  static Stream<Set<Role>> roles() {
    return Stream.of(
        EnumSet.of(Role.READ),
        EnumSet.of(Role.WRITE),
        EnumSet.of(Role.ADMIN),
        EnumSet.allOf(Role.class));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void policyOfTheAuthorizer_allowsWhatHandlersAllow(Set<Role> roles) {
    var patterns =
        RoutePolicy.allow(roles, ARN).getStatement().stream()
            .flatMap(statement -> statement.getResource().stream())
            .map(resource -> Pattern.compile(resource.replace(".", "\\.").replace("*", ".*")))
            .toList();

    handlers.forEach((route, access) -> {
      if (access != Access.PUBLIC) {
        var resource = STAGE + route.replace(" /", "/").replaceAll("\\{\\w+}", "x");
        for (var asked : Set.of(resource, resource + "/")) {
          assertThat(patterns.stream().anyMatch(pattern -> pattern.matcher(asked).matches()))
              .as("%s by %s", asked, roles)
              .isEqualTo(access == Access.ANY_ROLE || roles.contains(access.role()));
        }
      }
    });
  }

  @Test
  void template_asksTheAuthorizerUnlessAHandlerIsPublic() {
    for (var route : template.api().routes()) {
      assertThat(route.authorizer() == null)
          .as(route.toString())
          .isEqualTo(handlers.get(route.method() + " " + route.path()) == Access.PUBLIC);
    }
  }

  @Test
  void openApi_statesWhatHandlersState() {
    var paths = OpenApi.read().document().path("paths");
    var stated = new TreeMap<String, Access>();
    for (var route : handlers.keySet()) {
      var method = route.substring(0, route.indexOf(' ')).toLowerCase(Locale.ROOT);
      var operation = paths.path(route.substring(route.indexOf('/'))).path(method);
      var description = operation.path("description").asText();
      var role = OPENAPI_ROLE.matcher(description);
      if (operation.path("security").isArray() && operation.path("security").isEmpty()) {
        stated.put(route, Access.PUBLIC);
      } else if (role.find()) {
        stated.put(route, Access.valueOf(role.group(1).toUpperCase(Locale.ROOT)));
      } else if (description.contains("Any role suffices.")) {
        stated.put(route, Access.ANY_ROLE);
      }
    }

    assertThat(stated).isEqualTo(handlers);
  }

  @Test
  void readme_statesWhatHandlersState() throws IOException {
    var expected = new TreeMap<>(handlers);
    expected.keySet().removeIf(route -> route.startsWith("HEAD "));

    var stated = new TreeMap<String, Access>();
    README_ROW
        .matcher(Files.readString(Path.of("../README.md")))
        .results()
        .forEach(row -> {
          var former = stated.put(row.group(1), access(row.group(2)));
          assertThat(former).as(row.group()).isIn(null, access(row.group(2)));
        });

    assertThat(stated).isEqualTo(expected);
  }

  private static Access accessOf(RouteDefinition route, JavaClasses classes) {
    var handler = requireNonNull(template.functions().get(route.functionId())).handler();
    var name = handler.contains("::") ? handler.substring(0, handler.indexOf("::")) : handler;
    var accesses =
        classes.get(name).getFieldAccessesFromSelf().stream()
            .filter(access -> access.getOrigin() instanceof JavaConstructor)
            .map(JavaFieldAccess::getTarget)
            .filter(field -> field.getOwner().isEquivalentTo(Access.class))
            .map(field -> Access.valueOf(field.getName()))
            .toList();
    assertThat(accesses).as(name).hasSize(1);
    return accesses.getFirst();
  }

  private static Access access(String readme) {
    return switch (readme) {
      case "no key" -> Access.PUBLIC;
      case "any" -> Access.ANY_ROLE;
      default -> Access.valueOf(readme.toUpperCase(Locale.ROOT));
    };
  }
}
