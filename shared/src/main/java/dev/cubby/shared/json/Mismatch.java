package dev.cubby.shared.json;

import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.time.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Describes a mismatch that Jackson found in the API's words. Jackson's message names its classes.
final class Mismatch {

  private static final int MAX_PATH_LENGTH = 200;

  private Mismatch() {}

  static FieldError describe(JsonMappingException e) {
    return new FieldError(
        path(e),
        switch (e) {
          case UnrecognizedPropertyException _ -> "is not a field of this request";
          case InvalidFormatException format
              when format.getTargetType() == String.class && format.getValue() instanceof String ->
              "must not contain an unpaired surrogate";
          case MismatchedInputException mismatch -> expected(mismatch.getTargetType());
          case JsonMappingException _
              when e.getCause() instanceof InputCoercionException overflow ->
              expected(overflow.getTargetType());
          default -> "has the wrong type";
        });
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "has the wrong type";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "must be one of ", ""));
    }
    if (type == JsonText.class) {
      return "must be an object";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "must be an array";
    }
    if (type == Instant.class) {
      return Timestamp.EXPECTED;
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "must be a whole number";
    }
    return type == String.class ? "must be a string" : "has the wrong type";
  }

  private static String path(JsonMappingException e) {
    var path =
        e.getPath().stream()
            .map(at ->
                at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName())
            .collect(Collectors.joining())
            .replaceFirst("^\\.", "");
    return path.length() <= MAX_PATH_LENGTH ? path : path.substring(0, MAX_PATH_LENGTH);
  }
}
