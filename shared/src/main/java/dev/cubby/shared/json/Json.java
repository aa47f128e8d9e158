package dev.cubby.shared.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openapitools.jackson.nullable.JsonNullableModule;

/// Reads and writes the API's JSON documents.
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(JsonText.MAX_DEPTH)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .addModule(new JsonNullableModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(new RawSerializer())
                  .addDeserializer(String.class, new UnicodeDeserializer())
                  .addDeserializer(JsonText.class, new JsonTextDeserializer())
                  .addDeserializer(Instant.class, new TimestampDeserializer())
                  .addDeserializer(Integer.class, new WholeNumber())
                  .setDeserializerModifier(new NullableDeserializer.Modifier()))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          // Rejects 1.5 for an integer, "7" for a number, and 7 for a string.
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          // Rejects null in lists.
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          // Rejects " " for null.
          .withCoercionConfigDefaults(
              any -> any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private Json() {}

  /// Reads `text` as a `T`, as far as possible.
  ///
  /// @throws ProblemException if `text` is not valid JSON or not an object
  public static <T> Reading<T> read(String text, Class<T> type) {
    try {
      T value =
          MAPPER.readerFor(type).withAttribute(JsonTextDeserializer.DOCUMENT, text).readValue(text);
      if (value == null) {
        throw notAnObject();
      }
      return new Reading<>(value, List.of());
    } catch (JsonMappingException _) {
      return readFieldByField(text, type);
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("body", describe(e));
    }
  }

  /// Writes `value` as JSON, without null members.
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write as JSON: " + value.getClass(), e);
    }
  }

  /// Describes where parsing failed. Jackson's own message names its classes and settings.
  static String describe(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return "must not nest deeper than "
          + JsonText.MAX_DEPTH
          + " levels or contain a number of more than "
          + StreamReadConstraints.DEFAULT_MAX_NUM_LEN
          + " digits";
    }
    boolean duplicate = e.getOriginalMessage().startsWith("Duplicate");
    JsonLocation at = e.getLocation();
    return (duplicate ? "has a duplicate name" : "is not valid JSON")
        + " at line "
        + at.getLineNr()
        + ", column "
        + at.getColumnNr();
  }

  // Jackson stops at the first wrong field, so each field is read separately.
  private static <T> Reading<T> readFieldByField(String text, Class<T> type) {
    try {
      if (!(MAPPER.readTree(text) instanceof ObjectNode document)) {
        throw notAnObject();
      }
      var errors = new ArrayList<FieldError>();
      for (var field : List.copyOf(document.properties())) {
        try {
          MAPPER.treeToValue(document.objectNode().set(field.getKey(), field.getValue()), type);
        } catch (JsonMappingException e) {
          errors.add(Mismatch.describe(e));
          document.remove(field.getKey());
          if (errors.size() == InvalidRequest.MAX_ERRORS) {
            throw new ProblemException(new InvalidRequest(errors));
          }
        }
      }
      return new Reading<>(MAPPER.treeToValue(document, type), errors);
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("body", describe(e));
    }
  }

  private static ProblemException notAnObject() {
    return ProblemException.invalid("body", "must be a JSON object");
  }

  /// Writes a [JsonText] unchanged.
  private static final class RawSerializer extends StdSerializer<JsonText> {

    private static final long serialVersionUID = 1L;

    RawSerializer() {
      super(JsonText.class);
    }

    @Override
    public void serialize(JsonText json, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeRawValue(json.text());
    }
  }
}
