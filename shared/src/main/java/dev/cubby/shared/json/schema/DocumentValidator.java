package dev.cubby.shared.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.BasicDialectRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Draft202012;
import com.networknt.schema.path.PathType;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.schema.Steps.StoppedException;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Checks documents against a schema of JSON Schema 2020-12, in at most [Steps#MAX] steps.
///
/// Numbers compare exactly, by value. `format` and the keywords of content are annotations, as the
/// standard has them, and are not checked.
public final class DocumentValidator {

  /// The maximum size of a schema, in bytes of UTF-8.
  public static final int MAX_SCHEMA_BYTES = 32 * 1024;

  // Bounds the response to an import, which has ten violations of each of 100 lines: Lambda writes
  // 6 bytes for a character.
  private static final int MAX_MESSAGE_LENGTH = 500;

  private static final String SCHEMA = "schema";

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .regularExpressionFactory(LinearPattern::of)
          .messageSource((key, _, _, _) -> key)
          .formatAssertionsEnabled(false)
          .preloadSchema(false)
          .build();

  // Without the keywords that check nothing: the library makes schemas of some of their values.
  private static final SchemaRegistry SCHEMAS = registry(SchemaRules::isChecked);

  private static final class MetaSchema {
    static final Schema INSTANCE =
        registry(_ -> true).getSchema(SchemaLocation.of(SchemaRules.DIALECT));
  }

  private final Schema schema;

  private DocumentValidator(Schema schema) {
    this.schema = schema;
  }

  /// Returns the validator of a `schema` that a client declares.
  ///
  /// @throws ProblemException 400 naming each place that is wrong, 413 if the schema is too large
  public static DocumentValidator declared(JsonText schema) {
    int size = schema.text().getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_SCHEMA_BYTES) {
      throw new ProblemException(new TooLarge("The schema", MAX_SCHEMA_BYTES, size));
    }
    var json = ExactJson.read(schema, SCHEMA);
    ProblemException.throwIfAny(violations(MetaSchema.INSTANCE, json, SCHEMA));
    ProblemException.throwIfAny(SchemaRules.violations(json, SCHEMA));
    return of(json);
  }

  /// Returns the validator of a `schema` that [#declared] accepted.
  public static DocumentValidator of(JsonText schema) {
    return of(ExactJson.read(schema, SCHEMA));
  }

  /// Does `work`, whose checks take at most [Steps#MAX] steps together.
  public static <T> T together(Supplier<T> work) {
    return ScopedValue.where(Steps.TOTAL, new Steps.Total()).call(work::get);
  }

  /// Returns how `document` violates the schema, by JSON Pointer, at most 100 places; `body` stands
  /// for the whole document.
  ///
  /// @throws ProblemException naming each number of more than 1 000 digits, or beyond 1e9999
  public List<FieldError> check(JsonText document) {
    return violations(schema, ExactJson.read(document, ""), "");
  }

  private static DocumentValidator of(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      // References are to this document, whatever its name.
      object.remove(List.of("$id", "$schema"));
    }
    return new DocumentValidator(SCHEMAS.getSchema(schema));
  }

  private static SchemaRegistry registry(Predicate<String> keywords) {
    var dialect =
        Dialect.builder(SchemaRules.DIALECT)
            .specificationVersion(SpecificationVersion.DRAFT_2020_12)
            .idKeyword("$id")
            .keywords(
                Draft202012.getInstance().getKeywords().values().stream()
                    .filter(keyword -> keywords.test(keyword.getValue()))
                    .filter(keyword -> !keyword.getValue().equals("format"))
                    .map(CountedKeyword::new)
                    .toList())
            .unknownKeywordFactory((_, _) -> null)
            .build();
    return SchemaRegistry.builder()
        .defaultDialectId(SchemaRules.DIALECT)
        .dialectRegistry(new BasicDialectRegistry(dialect))
        .schemaRegistryConfig(CONFIG)
        .schemaCacheEnabled(false)
        .build();
  }

  private static List<FieldError> violations(Schema schema, JsonNode value, String name) {
    var context = schema.createExecutionContext();
    var found = context.getErrors();
    boolean stopped = false;
    try {
      ScopedValue.where(Steps.CURRENT, new Steps(found)).run(() -> schema.validate(context, value));
    } catch (StoppedException _) {
      stopped = true;
    }
    var violations = byPlace(found, name);
    if (stopped && found.size() < InvalidRequest.MAX_ERRORS) {
      violations.add(
          new FieldError(
              Violation.place(name),
              (Steps.TOTAL.isBound()
                      ? "takes, with the documents before, more than "
                      : "takes more than ")
                  + Steps.MAX
                  + " steps to check, or more than "
                  + Steps.MAX_DEPTH
                  + " keywords within keywords"));
    }
    return violations;
  }

  // Violations of alternatives at one place are alternatives.
  private static List<FieldError> byPlace(List<Error> found, String name) {
    var messages = new LinkedHashMap<String, String>();
    found.stream()
        .limit(InvalidRequest.MAX_ERRORS)
        .forEach(error -> {
          var violation = Violation.of(error, name);
          var path = error.getEvaluationPath().toString();
          var or = path.contains("/anyOf/") || path.contains("/oneOf/") ? ", or " : ", and ";
          messages.merge(
              violation.field(),
              violation.message(),
              (one, other) -> one.contains(other) ? one : one + or + other);
        });
    var violations = new ArrayList<FieldError>();
    messages.forEach((place, message) ->
        violations.add(new FieldError(place, Violation.cut(message, MAX_MESSAGE_LENGTH))));
    return violations;
  }
}
