package dev.cubby.shared.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.re2j.PatternSyntaxException;
import dev.cubby.shared.problem.FieldError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a schema must be beyond what the meta-schema requires, so that a check needs no other
/// document and ends, and no keyword is without effect by mistake.
final class SchemaRules {

  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  // The keywords whose value is a schema, an array of schemas, and an object of schemas.
  private static final Set<String> OF_A_SCHEMA =
      Set.of(
          "additionalProperties",
          "contains",
          "contentSchema",
          "else",
          "if",
          "items",
          "not",
          "propertyNames",
          "then",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> OF_NAMED_SCHEMAS =
      Set.of("$defs", "dependentSchemas", "patternProperties", "properties");

  // Those of them whose schemas apply to the same value.
  private static final Set<String> IN_PLACE =
      Set.of("allOf", "anyOf", "dependentSchemas", "else", "if", "not", "oneOf", "then");

  private static final Set<String> COUNTS =
      Set.of(
          "maxContains",
          "maxItems",
          "maxLength",
          "maxProperties",
          "minContains",
          "minItems",
          "minLength",
          "minProperties");
  private static final Set<String> ASSERTIONS =
      Set.of(
          "$ref",
          "const",
          "dependentRequired",
          "enum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "maximum",
          "minimum",
          "multipleOf",
          "pattern",
          "required",
          "type",
          "uniqueItems");

  // What the library calls the schemas true and false.
  private static final Set<String> BOOLEANS = Set.of("true", "false");
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$anchor",
          "$comment",
          "contentEncoding",
          "contentMediaType",
          "default",
          "deprecated",
          "description",
          "examples",
          "format",
          "readOnly",
          "title",
          "writeOnly");

  private static final BigDecimal MIN_DIVISOR = new BigDecimal("1E-300");
  private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final BigInteger MAX_PATTERNS = BigInteger.valueOf(LinearPattern.MAX_SIZE);

  private static final String ROOT = "#";
  private static final String DEFINITION = "#/$defs/";

  private final JsonNode root;
  private final String name;
  private final List<FieldError> errors = new ArrayList<>();
  private BigInteger patterns = BigInteger.ZERO;

  private SchemaRules(JsonNode root, String name) {
    this.root = root;
    this.name = name;
  }

  /// Returns what is wrong with a `schema` that the meta-schema accepts.
  ///
  /// @param name the name of the schema in problems, before the pointer to a part
  static List<FieldError> violations(JsonNode schema, String name) {
    var rules = new SchemaRules(schema, name);
    rules.check(schema, "");
    if (rules.errors.isEmpty()) {
      rules.new Cycles().visitAll();
    }
    return rules.errors;
  }

  /// Whether a document can violate `keyword`, or the boolean schema of this name.
  static boolean isChecked(String keyword) {
    return !keyword.equals("contentSchema")
        && Stream.of(OF_A_SCHEMA, OF_SCHEMAS, OF_NAMED_SCHEMAS, COUNTS, ASSERTIONS, BOOLEANS)
            .anyMatch(keywords -> keywords.contains(keyword));
  }

  private void check(JsonNode schema, String at) {
    for (var keyword : schema.properties()) {
      check(keyword.getKey(), keyword.getValue(), at + "/" + keyword.getKey(), at.isEmpty());
    }
  }

  private void check(String keyword, JsonNode value, String at, boolean isAtRoot) {
    if (OF_A_SCHEMA.contains(keyword)) {
      check(value, at);
    } else if (OF_SCHEMAS.contains(keyword)) {
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), at + "/" + i);
      }
    } else if (OF_NAMED_SCHEMAS.contains(keyword)) {
      for (var named : value.properties()) {
        var place = at + "/" + Violation.escaped(named.getKey());
        if (keyword.equals("patternProperties")) {
          patternViolation(named.getKey()).ifPresent(message -> error(place, message));
        }
        check(named.getValue(), place);
      }
    } else {
      violation(keyword, value, isAtRoot).ifPresent(message -> error(at, message));
    }
  }

  private Optional<String> violation(String keyword, JsonNode value, boolean isAtRoot) {
    return switch (keyword) {
      case "pattern" -> patternViolation(value.textValue());
      case "$ref" ->
          target(value.textValue()).isMissingNode()
              ? Optional.of(
                  "must be # or "
                      + DEFINITION
                      + " and the name of a definition of this schema, without %, / and ~, and no"
                      + " number of ten digits or with a leading zero")
              : Optional.empty();
      case "$schema" ->
          value.textValue().equals(DIALECT) ? atRoot(isAtRoot) : Optional.of("must be " + DIALECT);
      case "$id" -> atRoot(isAtRoot);
      case "$dynamicRef", "$dynamicAnchor", "$vocabulary" -> Optional.of("is not supported");
      case String count when COUNTS.contains(count) ->
          value.decimalValue().compareTo(MAX_COUNT) > 0
              ? Optional.of("must be at most " + MAX_COUNT)
              : Optional.empty();
      // The library ignores a divisor that a double holds as 0.
      case "multipleOf" ->
          value.decimalValue().compareTo(MIN_DIVISOR) < 0
              ? Optional.of("must be at least " + MIN_DIVISOR)
              : Optional.empty();
      case String other
          when ASSERTIONS.contains(other)
              || ANNOTATIONS.contains(other)
              || other.startsWith("x-") ->
          Optional.empty();
      default ->
          Optional.of("is not a keyword of JSON Schema 2020-12; a name of your own begins with x-");
    };
  }

  private static Optional<String> atRoot(boolean isAtRoot) {
    return isAtRoot ? Optional.empty() : Optional.of("is allowed only at the root");
  }

  private Optional<String> patternViolation(String text) {
    patterns = patterns.add(LinearPattern.size(text));
    if (patterns.compareTo(MAX_PATTERNS) > 0) {
      return Optional.of(
          "is too large: the patterns of a schema have at most "
              + MAX_PATTERNS
              + " characters, with repetitions written out");
    }
    try {
      LinearPattern.of(text);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "must be a regular expression of RE2, without lookaround and backreferences: "
              + e.getDescription());
    }
  }

  // Returns what `reference` leads to: a definition whose name needs no escape.
  private JsonNode target(String reference) {
    if (reference.equals(ROOT)) {
      return root;
    }
    var definition =
        reference.startsWith(DEFINITION) ? reference.substring(DEFINITION.length()) : "/";
    return definition.chars().anyMatch(c -> "%/~".indexOf(c) >= 0) || isOtherNumber(definition)
        ? MissingNode.getInstance()
        : root.path("$defs").path(definition);
  }

  // The library takes digits for an int, even in an object, and so reads another name.
  private static boolean isOtherNumber(String name) {
    boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && (name.length() >= 10 || (name.length() > 1 && name.startsWith("0")));
  }

  private void error(String at, String message) {
    errors.add(new FieldError(name + at, message));
  }

  /// Finds references that lead back to where they are without entering a part of the value.
  private final class Cycles {

    private final Set<String> begun = new HashSet<>();
    private final Set<String> finished = new HashSet<>();
    private int depth;

    void visitAll() {
      visit(ROOT, "");
      root.path("$defs")
          .fieldNames()
          .forEachRemaining(definition -> visit(DEFINITION + definition, ""));
    }

    private void visit(String reference, String from) {
      if (begun.add(reference)) {
        follow(target(reference), reference.substring(1));
        finished.add(reference);
      } else if (!finished.contains(reference)) {
        error(from, "must not lead back here without entering a part of the value");
      }
    }

    private void follow(JsonNode schema, String at) {
      if (depth == Steps.MAX_DEPTH) {
        error(at, "must not be within more than " + depth + " keywords and references");
        return;
      }
      depth++;
      for (var keyword : schema.properties()) {
        var place = at + "/" + keyword.getKey();
        if (keyword.getKey().equals("$ref")) {
          visit(keyword.getValue().textValue(), place);
        } else if (IN_PLACE.contains(keyword.getKey())) {
          // A schema, or an array or object of schemas.
          if (OF_A_SCHEMA.contains(keyword.getKey())) {
            follow(keyword.getValue(), place);
          } else {
            keyword.getValue().forEach(part -> follow(part, place));
          }
        }
      }
      depth--;
    }
  }
}
