package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.OpenApi31;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// openapi.yaml as a measure for responses: their status must be documented, their headers and body
/// must fit.
public final class OpenApi {

  private static final Path FILE = Path.of("../openapi.yaml");
  private static final String LOCATION = "https://cubby.test/openapi.json";

  // The schema of a line of newline-delimited JSON.
  private static final String LINE = "/components/schemas/ExportLine";

  // What Cubby's own clients know of; other headers are HTTP's.
  private static final List<String> OWN = List.of("Cubby-Units", "RateLimit-Policy");

  private static final List<String> TIMES =
      List.of("/components/schemas/Timestamp", "/components/schemas/Expiry");

  // One for all tests: the parsed schemas are large.
  private static final OpenApi INSTANCE = new OpenApi(parse());

  private final JsonNode document;
  private final SchemaRegistry schemas;

  private OpenApi(JsonNode document) {
    this.document = document;
    var measure = document.deepCopy();
    // In UTC. openapi.yaml cannot say so: generated clients match a pattern against the parsed
    // time.
    TIMES.forEach(name -> ((ObjectNode) measure.at(name)).put("pattern", "Z$"));
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            OpenApi31.getInstance(),
            registry -> registry.schemas(Map.of(LOCATION, measure.toString())));
  }

  public static OpenApi read() {
    return INSTANCE;
  }

  private static JsonNode parse() {
    try {
      return new YAMLMapper().readTree(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The version of the API.
  public String version() {
    return document.path("info").path("version").asText();
  }

  /// The document itself.
  public JsonNode document() {
    return document;
  }

  /// `GET /records/{key}` and so on, as documented.
  public List<String> routes() {
    return document.path("paths").properties().stream()
        .flatMap(path ->
            path.getValue()
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(method -> !method.equals("parameters"))
                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
        .toList();
  }

  /// The `operationId` of each route.
  public Map<String, String> operationIds() {
    return routes().stream().collect(Collectors.toMap(route -> route, this::operationId));
  }

  private String operationId(String route) {
    var method = route.substring(0, route.indexOf(' ')).toLowerCase(Locale.ROOT);
    var path = document.path("paths").path(route.substring(route.indexOf('/')));
    return path.path(method).path("operationId").asText();
  }

  /// Asserts that `answer` is one that the document promises to `call`. What it does not know must
  /// be a 404.
  public void check(Call call, Answer answer) {
    var operation = operation(call);
    if (operation.isEmpty()) {
      if (!call.method().equals("OPTIONS")) {
        answer.isProblem(404);
      }
      return;
    }
    var at = operation.get() + "/responses/" + answer.status();
    var response = document.at(at);
    assertThat(response.isMissingNode())
        .as("%s %s may answer %d", call.method(), call.target(), answer.status())
        .isFalse();
    at = resolve(at);
    checkHeaders(at, answer);
    checkBody(at, call, answer);
  }

  private Optional<String> operation(Call call) {
    var path = call.target().split("\\?", 2)[0].replaceAll("(?<=.)/$", "");
    return StreamSupport.stream(
            ((Iterable<String>) () -> document.path("paths").fieldNames()).spliterator(), false)
        .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
        // A static segment wins over a parameter.
        .min(Comparator.comparing(template -> template.contains("{")))
        .map(template ->
            "/paths/" + template.replace("/", "~1") + "/" + call.method().toLowerCase(Locale.ROOT))
        .filter(at -> !document.at(at).isMissingNode());
  }

  private void checkHeaders(String at, Answer answer) {
    assertThat(document.at(at).path("headers").fieldNames())
        .toIterable()
        .as("headers of %s", at)
        .containsAll(OWN.stream().filter(answer.headers()::containsKey).toList());
    document
        .at(at)
        .path("headers")
        .fieldNames()
        .forEachRemaining(name -> {
          var header = resolve(at + "/headers/" + name);
          var value = answer.headers().get(name);
          if (value == null) {
            assertThat(document.at(header).path("required").asBoolean())
                .as("Header %s may be missing", name)
                .isFalse();
          } else if (!document.at(header + "/schema/type").asText().equals("integer")) {
            assertFits(header + "/schema", TextNode.valueOf(value));
          } else {
            assertFits(header + "/schema", new Answer(0, Map.of(), value).json());
          }
        });
  }

  private void checkBody(String at, Call call, Answer answer) {
    var content = document.at(at).path("content");
    if (content.isEmpty() || call.method().equals("HEAD")) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    var type = answer.header("Content-Type").split(";", 2)[0];
    assertThat(content.has(type)).as("%d may be %s", answer.status(), type).isTrue();
    boolean hasLines = type.equals("application/x-ndjson");
    assertFits(
        at + "/content/" + type.replace("/", "~1") + "/schema",
        type.endsWith("json") && !hasLines ? answer.json() : TextNode.valueOf(answer.body()));
    if (hasLines) {
      answer.body().lines().forEach(line -> assertFits(LINE, new Answer(0, Map.of(), line).json()));
    }
  }

  private void assertFits(String schema, JsonNode value) {
    var fragment = schema.replace("{", "%7B").replace("}", "%7D");
    assertThat(schemas.getSchema(SchemaLocation.of(LOCATION + "#" + fragment)).validate(value))
        .as("%s against %s", value, schema)
        .isEmpty();
  }

  // The place itself, or what its $ref points to.
  private String resolve(String at) {
    var reference = document.at(at).path("$ref");
    return reference.isMissingNode() ? at : reference.asText().substring(1);
  }
}
