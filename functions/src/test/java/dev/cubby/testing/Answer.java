package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The response to a [Call].
public record Answer(int status, Map<String, String> headers, String body) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public static Answer of(int status, Map<String, String> headers, @Nullable String body) {
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    return new Answer(status, anyCase, body == null ? "" : body);
  }

  public Answer hasStatus(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return this;
  }

  /// Asserts a problem document of that status, with nothing internal in it.
  public Answer isProblem(int expected) {
    hasStatus(expected);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(json().path("status").asInt()).isEqualTo(expected);
    assertThat(json().path("type").asText()).startsWith("urn:problem-type:cubby:");
    assertThat(json().path("detail").asText()).isNotEmpty();
    assertThat(json().path("requestId").asText()).isEqualTo(header("X-Request-Id"));
    assertThat(body).doesNotContain("Exception").doesNotContain("software.amazon");
    return this;
  }

  /// Asserts a 400 that names exactly these fields.
  public Answer isInvalid(String... fields) {
    isProblem(400);
    var named = new ArrayList<String>();
    json().path("errors").forEach(error -> named.add(error.path("field").asText()));
    assertThat(named).as(body).containsExactly(fields);
    return this;
  }

  public String header(String name) {
    var value = headers.get(name);
    if (value == null) {
      throw new AssertionError("No header " + name + " in " + headers);
    }
    return value;
  }

  public String etag() {
    return header("ETag");
  }

  public JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + body, e);
    }
  }

  /// The texts of `items` in a list, or the texts of `field` in its items.
  public List<String> items(String field) {
    var texts = new ArrayList<String>();
    json()
        .path("items")
        .forEach(item -> texts.add(field.isEmpty() ? item.asText() : item.path(field).asText()));
    return texts;
  }
}
