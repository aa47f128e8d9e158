package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.openapitools.jackson.nullable.JsonNullableDeserializer;

/// Reads a field that may be absent, null or a value. The library's deserializer reads `""` as
/// absent where it expects a number, and so accepts a wrong value.
final class NullableDeserializer extends JsonNullableDeserializer {

  private static final long serialVersionUID = 1L;

  private NullableDeserializer(JavaType type, @Nullable JsonDeserializer<?> ofValue) {
    super(type, null, null, ofValue);
  }

  @Override
  public JsonNullable<Object> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return JsonNullable.of(_valueDeserializer.deserialize(parser, context));
  }

  @Override
  public JsonNullableDeserializer withResolved(
      TypeDeserializer ofType, JsonDeserializer<?> ofValue) {
    return new NullableDeserializer(_fullType, ofValue);
  }

  /// Replaces the library's deserializer.
  static final class Modifier extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyReferenceDeserializer(
        DeserializationConfig config,
        ReferenceType type,
        BeanDescription description,
        JsonDeserializer<?> deserializer) {
      return type.hasRawClass(JsonNullable.class)
          ? new NullableDeserializer(type, null)
          : deserializer;
    }
  }
}
