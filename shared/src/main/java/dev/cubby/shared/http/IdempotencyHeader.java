package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.text.Sha256;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header `Idempotency-Key`
/// ([draft](https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/)): 1 to 255
/// visible ASCII characters, with or without the draft's quotes.
final class IdempotencyHeader {

  private static final String NAME = "Idempotency-Key";
  private static final Pattern FORMAT =
      Pattern.compile(
          "\"([\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255})\"|([\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255})");

  private IdempotencyHeader() {}

  /// Returns the idempotency of a request to `route`, stored in `partition`.
  static Idempotency of(APIGatewayProxyRequestEvent event, String route, String partition) {
    return Headers.of(event, NAME)
        .map(header -> {
          var key = new Key(partition, "IDEMPOTENCY#" + route + "#" + parse(header));
          return Idempotency.of(key, fingerprint(event));
        })
        .orElse(Idempotency.NONE);
  }

  private static String parse(String header) {
    var match = FORMAT.matcher(header.strip());
    if (!match.matches()) {
      throw ProblemException.invalid(
          NAME, "must have 1 to 255 visible ASCII characters, optionally in quotes");
    }
    return Optional.ofNullable(match.group(1)).orElseGet(() -> match.group(2));
  }

  // The client's input: path and query parameters, and the body; of a patch also its type.
  private static String fingerprint(APIGatewayProxyRequestEvent event) {
    var asked = new ArrayList<Object>();
    asked.add(PathParameters.canonical(event));
    asked.add(sorted(event.getQueryStringParameters()));
    asked.add(BodyText.of(event));
    if ("PATCH".equals(event.getHttpMethod())) {
      asked.add(MediaType.name(Headers.of(event, "Content-Type").orElse("")));
    }
    return Sha256.hex(Json.write(asked));
  }

  private static Map<String, String> sorted(@Nullable Map<String, String> parameters) {
    return parameters == null ? Map.of() : new TreeMap<>(parameters);
  }
}
