package dev.cubby.shared.http;

import static java.util.Comparator.comparing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.time.Timestamp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The query parameters of a request. A malformed parameter fails with a problem that names it.
final class Query {

  // 100 years.
  private static final long MAX_TTL = 3_155_760_000L;

  private static final String REPEATED = "...";

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Map<String, List<String>> parameters;

  private Query(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  static Query of(APIGatewayProxyRequestEvent event) {
    if (event.getMultiValueQueryStringParameters() != null) {
      return new Query(event.getMultiValueQueryStringParameters());
    }
    var single = event.getQueryStringParameters();
    if (single == null) {
      return new Query(Map.of());
    }
    return new Query(
        single.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
  }

  /// Checks that each parameter is one of `known`, given once, or more often if its name there ends
  /// in `...`, and valid UTF-8: API Gateway replaces invalid bytes with U+FFFD.
  ///
  /// @throws ProblemException naming every other parameter
  void requireOnly(List<String> known) {
    var names = known.stream().map(name -> name.replace(REPEATED, "")).toList();
    var expected = names.isEmpty() ? "has none" : "has " + String.join(", ", names);
    var errors =
        parameters.entrySet().stream()
            .flatMap(parameter -> {
              var name = parameter.getKey();
              var values = parameter.getValue();
              if (!names.contains(name)) {
                var message = "is not a query parameter of this endpoint, which " + expected;
                return Stream.of(new FieldError(name, message));
              }
              if (values.size() > 1 && !known.contains(name + REPEATED)) {
                return Stream.of(new FieldError(name, "must not be given more than once"));
              }
              return values.stream().anyMatch(text -> text.indexOf(BodyText.REPLACEMENT) >= 0)
                  ? Stream.of(new FieldError(name, "must be valid UTF-8"))
                  : Stream.empty();
            })
            .sorted(comparing(FieldError::field))
            .toList();
    ProblemException.throwIfAny(errors);
  }

  Optional<String> text(String name) {
    return texts(name).stream().findFirst();
  }

  List<String> texts(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /// This query, encoded, with another `value` of the parameter `name`.
  String with(String name, String value) {
    var changed = new LinkedHashMap<>(parameters);
    changed.remove(name);
    changed.put(name, List.of(value));
    return changed.entrySet().stream()
        .flatMap(parameter ->
            parameter.getValue().stream()
                .map(text -> encode(parameter.getKey()) + "=" + encode(text)))
        .collect(Collectors.joining("&"));
  }

  /// Returns a whole number from `min` to `max`.
  Optional<Long> number(String name, long min, long max) {
    return text(name)
        .map(text -> {
          if (WHOLE_NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (min <= number && number <= max) {
              return number;
            }
          }
          throw ProblemException.invalid(name, "must be a whole number from " + min + " to " + max);
        });
  }

  /// Returns `true` or `false`; false if absent.
  boolean flag(String name) {
    return switch (text(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ProblemException.invalid(name, "must be true or false");
    };
  }

  /// Returns a time: RFC 3339 or seconds since 1970.
  Optional<Instant> instant(String name) {
    // An unescaped plus sign arrives as a space.
    return text(name)
        .map(text ->
            Timestamp.parse(text.replace(' ', '+'))
                .orElseThrow(() -> ProblemException.invalid(name, Timestamp.EXPECTED)));
  }

  /// Returns the expiry of a write at `time`: `ttl` seconds later, at most 100 years, or at
  /// `expiresAt`, rounded up to a whole second; null without both.
  @Nullable Instant expiry(Instant time) {
    var ttl = number("ttl", 1, MAX_TTL);
    var expiresAt = instant("expiresAt").map(stated -> future(stated, time));
    if (ttl.isPresent() && expiresAt.isPresent()) {
      throw ProblemException.invalid("ttl", "cannot be combined with expiresAt");
    }
    return ttl.map(seconds -> Timestamp.ceiling(time.plusSeconds(seconds)))
        .or(() -> expiresAt)
        .orElse(null);
  }

  /// Returns `expiresAt`, rounded up to a whole second.
  ///
  /// @throws ProblemException if it is not after `time`
  static Instant future(Instant expiresAt, Instant time) {
    if (expiresAt.isAfter(time)) {
      return Timestamp.ceiling(expiresAt);
    }
    throw ProblemException.invalid("expiresAt", "must be in the future");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
