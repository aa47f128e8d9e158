package dev.cubby.functions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Call;
import dev.cubby.testing.OpenApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An operation that openapi.yaml describes.
record DescribedOperation(
    String id,
    String method,
    String path,
    String role,
    boolean hasBody,
    List<Parameter> parameters) {

  private static final OpenApi OPEN_API = OpenApi.read();

  /// All operations.
  static List<DescribedOperation> all() {
    return OPEN_API
        .document()
        .path("paths")
        .propertyStream()
        .flatMap(path ->
            path.getValue()
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(method -> !method.equals("parameters"))
                .map(method -> of(path.getKey(), path.getValue(), method)))
        .toList();
  }

  private static DescribedOperation of(String path, JsonNode methods, String method) {
    var described = methods.path(method);
    var role =
        Stream.of("admin", "write", "read")
            .filter(name ->
                described
                    .path("description")
                    .asText()
                    .replaceAll("\\s+", " ")
                    .contains("Requires the role `" + name + "`."))
            .findFirst()
            .orElse("");
    return new DescribedOperation(
        described.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        role,
        described.has("requestBody"),
        Stream.of(methods, described)
            .flatMap(at -> at.path("parameters").valueStream())
            .map(Parameter::of)
            .toList());
  }

  /// With all that is required, once as it is, and once for each value of each other parameter, and
  /// of each two of them.
  List<Attempt> attempts(Map<String, Set<String>> values) {
    var attempts = List.of(new Attempt(path, Map.of()));
    for (var parameter : parameters) {
      assertThat(values)
          .as("what can be tried as %s of %s", parameter.name(), id)
          .containsKey(parameter.name());
      var more =
          attempts.stream()
              .flatMap(attempt ->
                  requireNonNull(values.get(parameter.name())).stream()
                      .map(value -> attempt.with(parameter, value)));
      attempts =
          (parameter.required() ? more : Stream.concat(attempts.stream(), more))
              .filter(
                  attempt -> attempt.headers().size() + attempt.target().split("[?&]").length <= 3)
              .toList();
    }
    return attempts;
  }

  /// What a client sends with an operation.
  record Attempt(String target, Map<String, String> headers) {

    Attempt with(Parameter parameter, String value) {
      var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
      return switch (parameter.in()) {
        case "path" -> new Attempt(target.replace("{" + parameter.name() + "}", encoded), headers);
        case "query" ->
            new Attempt(
                target + (target.contains("?") ? "&" : "?") + parameter.name() + "=" + encoded,
                headers);
        default -> {
          var all = new HashMap<>(headers);
          all.put(parameter.name(), value);
          yield new Attempt(target, all);
        }
      };
    }

    Call call(DescribedOperation operation, @Nullable String body) {
      var call =
          body == null
              ? Call.get(target)
              : operation.method().equals("PATCH")
                  ? Call.patch(target, body)
                  : Call.post(target, body);
      var all = new HashMap<>(call.headers());
      if (operation.id().equals("writeImport")) {
        all.put("Content-Type", "application/x-ndjson");
      }
      all.putAll(headers);
      return new Call(operation.method(), target, all, body, StandardCharsets.UTF_8, null);
    }
  }

  /// A parameter that openapi.yaml describes.
  record Parameter(String name, String in, boolean required) {

    static Parameter of(JsonNode described) {
      var reference = described.path("$ref").asText();
      var parameter =
          reference.isEmpty() ? described : OPEN_API.document().at(reference.substring(1));
      return new Parameter(
          parameter.path("name").asText(),
          parameter.path("in").asText(),
          parameter.path("required").asBoolean());
    }
  }
}
