package dev.cubby.local.controlplane;

import dev.cubby.local.http.AwsRequest;
import dev.cubby.local.http.LoopbackServer;
import dev.cubby.local.usage.KeyRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/// API Gateway's control plane on a free port of 127.0.0.1. Its changes apply from the next request
/// to the gateway on.
public final class ControlPlane implements AutoCloseable {

  private final LoopbackServer server;

  /// Starts serving.
  ///
  /// @param hasQuotas whether operations above API Gateway's rates are throttled
  public static ControlPlane start(KeyRegistry registry, boolean hasQuotas, InstantSource clock) {
    return new ControlPlane(
        new ControlPlaneHandler(
            new Operations(registry, clock), hasQuotas ? new OperationRates(clock) : null));
  }

  private ControlPlane(ControlPlaneHandler handler) {
    server = LoopbackServer.start("The control plane", handler);
  }

  /// The endpoint for SDK clients, over plain HTTP.
  public URI endpoint() {
    return server.endpoint();
  }

  /// The environment variables that direct the SDK to it.
  public Map<String, String> variables() {
    return Map.of("AWS_ENDPOINT_URL_API_GATEWAY", endpoint().toString());
  }

  /// Shows each call to `listener` from now on, before it is handled.
  public void observe(Consumer<AwsRequest> listener) {
    server.observe(listener);
  }

  @Override
  public void close() {
    server.close();
  }
}
