package dev.cubby.shared.http;

import static java.util.Comparator.comparing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.patch.Patch;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.Problem.UnsupportedMediaType;
import dev.cubby.shared.problem.Problem.UnsupportedPatch;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.validation.Validation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The body of a [Request]: its type, its text and its constraints.
public final class RequestBody {

  /// More than twice the largest value, so that a patch may test one value and add another.
  private static final int MAX_PATCH_BYTES = 1024 * 1024;

  private RequestBody() {}

  /// Returns the text of a body of JSON.
  ///
  /// @throws ProblemException 415 if it is of another type
  static String json(APIGatewayProxyRequestEvent event) {
    return text(event, MediaType::mayBeJson, "application/json");
  }

  /// Returns the text of a body of newline-delimited JSON.
  ///
  /// @throws ProblemException 415 if it is of another type
  static String lines(APIGatewayProxyRequestEvent event) {
    return text(event, MediaType::mayBeLines, "application/x-ndjson");
  }

  private static String text(
      APIGatewayProxyRequestEvent event, Predicate<String> accepts, String expected) {
    Headers.of(event, "Content-Type")
        .filter(stated -> !accepts.test(stated))
        .ifPresent(stated -> {
          throw new ProblemException(new UnsupportedMediaType(expected, stated));
        });
    return BodyText.of(event);
  }

  /// Returns the patch, of at most 1 MB.
  ///
  /// @throws ProblemException 400 naming each malformed part, 413, or 415 if it is of neither type
  static Patch patch(APIGatewayProxyRequestEvent event) {
    var stated = Headers.of(event, "Content-Type").orElse("");
    var text = BodyText.of(event);
    int size = ItemSize.utf8(text);
    if (size > MAX_PATCH_BYTES) {
      throw new ProblemException(new TooLarge("The patch", MAX_PATCH_BYTES, size));
    }
    return Optional.of(stated)
        .filter(MediaType::mayBeUtf8)
        .map(MediaType::name)
        .flatMap(type -> Patch.read(type, text))
        .orElseThrow(() -> new ProblemException(new UnsupportedPatch(stated)));
  }

  /// Returns `json` as a valid `T`, as [Request#body] does.
  public static <T> T valid(JsonText json, Class<T> type) {
    if (type == JsonText.class) {
      return type.cast(JsonText.parse(json.text()));
    }
    var reading = Json.read(json.text(), type);
    return valid(reading.value(), reading.errors());
  }

  // Ignores violations of unreadable fields, which have no value.
  static <T> T valid(T value, List<FieldError> unreadable) {
    var unreadableFields = unreadable.stream().map(FieldError::field).toList();
    var errors =
        Stream.concat(
                unreadable.stream(),
                Validation.errors(value).stream()
                    .filter(error ->
                        unreadableFields.stream()
                            .noneMatch(field ->
                                field.equals(error.field())
                                    || field.startsWith(error.field() + "["))))
            .sorted(comparing(FieldError::field).thenComparing(FieldError::message))
            .toList();
    ProblemException.throwIfAny(errors);
    return value;
  }
}
