package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.time.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The query parameters of a request. A repeated or malformed parameter fails with a problem that
/// names it.
final class Query {

  // 100 years.
  private static final long MAX_TTL = 3_155_760_000L;

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

  Optional<String> text(String name) {
    var values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw ProblemException.invalid(name, "must not be given more than once");
    }
    return values.stream().findFirst();
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
  /// `expiresAt`; null without both.
  @Nullable Instant expiry(Instant time) {
    var ttl = number("ttl", 1, MAX_TTL);
    var expiresAt = instant("expiresAt").map(stated -> future(stated, time));
    if (ttl.isPresent() && expiresAt.isPresent()) {
      throw ProblemException.invalid("ttl", "cannot be combined with expiresAt");
    }
    return ttl.map(seconds -> Instant.ofEpochSecond(time.getEpochSecond() + seconds))
        .or(() -> expiresAt)
        .orElse(null);
  }

  /// Returns `expiresAt` in whole seconds.
  ///
  /// @throws ProblemException if it is not after `time`
  static Instant future(Instant expiresAt, Instant time) {
    var second = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    if (second.isAfter(time)) {
      return second;
    }
    throw ProblemException.invalid("expiresAt", "must be in the future");
  }
}
