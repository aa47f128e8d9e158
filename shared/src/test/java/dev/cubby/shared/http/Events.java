package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.time.Instant;
import java.util.Map;

/// Proxy events for the tests of this package.
final class Events {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  static final String REQUEST_ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";

  private Events() {}

  static APIGatewayProxyRequestEvent get(String resource, String path) {
    var context = new ProxyRequestContext().withRequestId(REQUEST_ID).withPath("/dev" + path);
    context.setAuthorizer(Map.of("userId", "u1", "keyId", "k1", "roles", "read", "plan", "basic"));
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod("GET")
        .withResource(resource)
        .withPath(path)
        .withRequestContext(context);
  }

  static Request request(Map<String, String> query) {
    return new Request(get("/things", "/things").withQueryStringParameters(query), NOW);
  }
}
