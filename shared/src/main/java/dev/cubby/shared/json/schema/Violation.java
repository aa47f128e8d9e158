package dev.cubby.shared.json.schema;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.cubby.shared.problem.FieldError;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Describes a violation that the library found, in the words of this API.
final class Violation {

  private static final int MAX_LENGTH = 200;

  private Violation() {}

  /// @param name the name of the document in problems, before the pointer to a part
  static FieldError of(Error error, String name) {
    var property = error.getProperty();
    var part = property == null ? error.getIndex() : escaped(property);
    var at = error.getInstanceLocation() + (part == null ? "" : "/" + part);
    var message = message(error.getKeyword(), error.getSchemaNode(), property);
    return new FieldError(place(name + at), message);
  }

  /// Returns the name of a place in problems: `path`, or `body` for a whole document without a
  /// name.
  static String place(String path) {
    return path.isEmpty() ? "body" : path;
  }

  /// Returns `name` as a token of a JSON Pointer (RFC 6901).
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String message(String keyword, JsonNode value, @Nullable String property) {
    var stated = stated(value);
    return switch (keyword) {
      case "type" ->
          "must be of type " + (value.isArray() ? list(value).replace("\"", "") : value.asText());
      case "enum" -> "must be one of " + list(value);
      case "const" -> "must be " + stated;
      case "minimum" -> "must be at least " + stated;
      case "maximum" -> "must be at most " + stated;
      case "exclusiveMinimum" -> "must be greater than " + stated;
      case "exclusiveMaximum" -> "must be less than " + stated;
      case "multipleOf" -> "must be a multiple of " + stated;
      case "minLength" -> "must have at least " + stated + " characters";
      case "maxLength" -> "must have at most " + stated + " characters";
      case "pattern" -> "must match the pattern " + cut(value.asText());
      case "minItems" -> "must have at least " + stated + " elements";
      case "maxItems" -> "must have at most " + stated + " elements";
      case "uniqueItems" -> "must not have equal elements";
      case "contains", "minContains" -> "must contain more elements that match contains";
      case "maxContains" -> "must contain fewer elements that match contains";
      case "minProperties" -> "must have at least " + stated + " properties";
      case "maxProperties" -> "must have at most " + stated + " properties";
      case "required" -> "is required";
      case "dependentRequired" -> "requires also " + list(value.path(property));
      case "additionalProperties", "items", "unevaluatedProperties", "false" -> "is not allowed";
      case "unevaluatedItems" -> "must have no further elements";
      case "propertyNames" -> "must not have this name";
      case "anyOf" -> "must match at least one schema of anyOf";
      case "oneOf" -> "must match exactly one schema of oneOf";
      case "not" -> "must not match the schema of not";
      default -> "must match the schema of " + keyword;
    };
  }

  private static String list(JsonNode values) {
    return cut(
        StreamSupport.stream(values.spliterator(), false)
            .map(JsonNode::toString)
            .collect(joining(", ")));
  }

  private static String stated(JsonNode value) {
    return cut(value.toString());
  }

  private static String cut(String text) {
    return cut(text, MAX_LENGTH);
  }

  /// Returns `text` with at most `max` characters of it.
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(max - 1));
    return text.substring(0, splits ? max - 1 : max) + "…";
  }
}
