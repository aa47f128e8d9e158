package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;
import java.util.Optional;

/// Finds headers regardless of case. Joins a header's lines with commas.
public final class Headers {

  private Headers() {}

  static Optional<String> of(APIGatewayProxyRequestEvent event, String name) {
    if (event.getMultiValueHeaders() != null) {
      return find(event.getMultiValueHeaders(), name).map(lines -> String.join(", ", lines));
    }
    return event.getHeaders() == null ? Optional.empty() : find(event.getHeaders(), name);
  }

  /// Returns the value of the header `name`, regardless of case.
  public static <T> Optional<T> find(Map<String, T> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
