package dev.cubby.fuzzing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// JSON texts that a schema of openapi.yaml describes: mostly valid, at the limits and just over
/// them, and with a mutation here and there.
final class SchemaTexts {

  private static final Pattern CLASS = Pattern.compile("\\^\\[([^]]+)]\\{(\\d+),(\\d+)}\\$");

  /// One place in so many is mutated.
  private static final int MUTATION = 25;

  private final JsonNode document;
  private final Texts texts;
  private final Known known;

  /// @param document openapi.yaml
  SchemaTexts(JsonNode document, Texts texts, Known known) {
    this.document = document;
    this.texts = texts;
    this.known = known;
  }

  /// A text for `schema`, which is the member `name` of an object or a parameter.
  String text(String name, JsonNode schema) {
    if (texts.oneIn(MUTATION)) {
      return texts.oneIn(10) ? texts.broken() : texts.any();
    }
    var there = known.valueOf(name);
    return there.isPresent() && texts.oneIn(2)
        ? quoted(there.get())
        : valid(name, resolved(schema));
  }

  private JsonNode resolved(JsonNode schema) {
    var reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
  }

  private String valid(String name, JsonNode schema) {
    for (var choice : List.of("oneOf", "anyOf")) {
      if (schema.has(choice)) {
        return text(name, schema.path(choice).path(texts.below(schema.path(choice).size())));
      }
    }
    if (schema.has("const")) {
      return schema.path("const").toString();
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(texts.below(schema.path("enum").size())).toString();
    }
    if (schema.has("examples") && texts.oneIn(3)) {
      return schema.path("examples").path(0).toString();
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> array(name, schema);
      case "string" -> string(schema);
      case "integer", "number" -> number(schema);
      case "boolean" -> texts.oneOf(List.of("true", "false"));
      case "null" -> "null";
      default -> texts.any();
    };
  }

  private String type(JsonNode schema) {
    var type = schema.path("type");
    return type.isArray() ? type.path(texts.below(type.size())).asText() : type.asText();
  }

  private String object(JsonNode schema) {
    var required = schema.path("required").valueStream().map(JsonNode::asText).toList();
    var members = new LinkedHashMap<String, String>();
    int seldom = texts.oneOf(List.of(2, 8));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      var name = property.getKey();
      boolean isExpected = required.contains(name) || name.equals("body");
      if (isExpected ? !texts.oneIn(40) : texts.oneIn(seldom)) {
        members.put(name, text(name, property.getValue()));
      }
    }
    boolean isOpen =
        !schema.path("additionalProperties").isBoolean()
            || schema.path("additionalProperties").asBoolean();
    if ((isOpen && members.isEmpty()) || texts.oneIn(50)) {
      IntStream.range(0, texts.below(6))
          .forEach(_ -> members.put(quoted(texts.string(texts.below(3) + 1)), texts.any()));
    }
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String array(String name, JsonNode schema) {
    int least = schema.path("minItems").asInt(0);
    int most = schema.path("maxItems").asInt(20);
    int size = texts.oneIn(30) ? most + texts.below(2) : Math.min(most, least + texts.below(4));
    var items = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      items.add(text(name, schema.path("items")));
    }
    return items.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private String string(JsonNode schema) {
    var ofClass = CLASS.matcher(schema.path("pattern").asText());
    if (ofClass.matches()) {
      int least = Integer.parseInt(ofClass.group(2));
      int most = Integer.parseInt(ofClass.group(3));
      return quoted("a".repeat(texts.oneIn(20) ? most + texts.below(2) : least + texts.below(3)));
    }
    if (schema.has("maxLength") && texts.oneIn(4)) {
      return texts.string(schema.path("maxLength").asInt() + texts.below(2));
    }
    if ((schema.has("pattern") || schema.has("format")) && schema.has("examples")) {
      return schema.path("examples").path(0).toString();
    }
    return texts.string();
  }

  private String number(JsonNode schema) {
    if (texts.oneIn(4)) {
      return texts.number();
    }
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(least + 100);
    return switch (texts.below(6)) {
      case 0 -> "" + (least - 1);
      case 1 -> "" + least;
      case 2 -> "" + most;
      case 3 -> "" + (most + 1);
      default -> "" + (least + texts.below(20));
    };
  }

  /// As a JSON string, unless it is one.
  private static String quoted(String text) {
    return text.startsWith("\"") ? text : '"' + text + '"';
  }
}
