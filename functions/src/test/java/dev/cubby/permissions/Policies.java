package dev.cubby.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads the policies of template.yaml: those of its functions, and those attached to their roles.
/// `.ci/run` checks that SAM's transform leaves them as they are.
final class Policies {

  private static final String LEADING_KEYS = "dynamodb:LeadingKeys";

  private final JsonNode resources;
  private final List<Statement> statements = new ArrayList<>();

  /// What one statement grants. IAM allows a call if one statement covers all its partition keys.
  record Statement(List<Permission> permissions) {}

  private Policies(JsonNode resources) {
    this.resources = resources;
  }

  static List<Statement> read() {
    try (var reader = Files.newBufferedReader(Path.of("../template.yaml"))) {
      Map<String, Object> template = new Yaml(new Tags()).load(reader);
      var policies = new Policies(new JsonMapper().valueToTree(template.get("Resources")));
      policies
          .resources
          .properties()
          .forEach(resource -> policies.add(resource.getKey(), resource.getValue()));
      return policies.statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String logicalId, JsonNode resource) {
    var properties = resource.path("Properties");
    switch (resource.path("Type").asText()) {
      case "AWS::Serverless::Function" ->
          properties
              .path("Policies")
              .forEach(policy ->
                  addDocument(logicalId, policy.isTextual() ? managed(policy.asText()) : policy));
      case "AWS::IAM::Policy" ->
          properties
              .path("Roles")
              .forEach(role ->
                  addDocument(
                      role.asText().replaceFirst("^\\$\\{(\\w+)Role}$", "$1"),
                      properties.path("PolicyDocument")));
      default -> {}
    }
  }

  private JsonNode managed(String reference) {
    return resources
        .path(reference.replaceFirst("^\\$\\{(\\w+)}$", "$1"))
        .path("Properties")
        .path("PolicyDocument");
  }

  private void addDocument(String function, JsonNode document) {
    assertThat(document.path("Statement")).as("policies of " + function).isNotEmpty();
    document
        .path("Statement")
        .forEach(statement -> {
          assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
          statements.add(
              new Statement(
                  texts(statement.path("Action"))
                      .flatMap(action ->
                          texts(statement.path("Resource"))
                              .flatMap(resource ->
                                  leadingKeys(statement.path("Condition"))
                                      .map(key -> new Permission(function, action, resource, key))))
                      .toList()));
        });
  }

  private static Stream<String> leadingKeys(JsonNode condition) {
    // Tags of API keys are the other conditions. .ci/check_transform.py checks those.
    if (condition.isMissingNode() || condition.has("StringEquals")) {
      return Stream.of("*");
    }
    assertThat(condition.propertyStream().map(Map.Entry::getKey))
        .hasSize(1)
        .allMatch(operator -> operator.matches("ForAllValues:String(Like|Equals)"));
    var keys = condition.iterator().next();
    assertThat(keys.propertyStream().map(Map.Entry::getKey)).containsExactly(LEADING_KEYS);
    return texts(keys.path(LEADING_KEYS));
  }

  private static Stream<String> texts(JsonNode oneOrMore) {
    return (oneOrMore.isArray() ? oneOrMore.valueStream() : Stream.of(oneOrMore))
        .map(JsonNode::asText);
  }

  /// Reads `!GetAtt` and `!Ref` as `!Sub` writes them.
  private static final class Tags extends SafeConstructor {

    Tags() {
      super(options());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return switch (node) {
                case ScalarNode scalar when node.getTag().getValue().equals("!Sub") ->
                    scalar.getValue();
                case ScalarNode scalar -> "${" + scalar.getValue() + "}";
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new AssertionError(node);
              };
            }
          });
    }

    private static LoaderOptions options() {
      var options = new LoaderOptions();
      options.setMaxAliasesForCollections(1000);
      return options;
    }
  }
}
