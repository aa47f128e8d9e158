package dev.cubby.local.controlplane;

import dev.cubby.local.usage.KeyRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// API Gateway's control plane on a free port of 127.0.0.1. What it changes holds for the next
/// request to the gateway.
public final class ControlPlane implements AutoCloseable {

  /// Jetty's own threads; requests are not among them.
  private static final int MAX_THREADS = 8;

  private final Server server;
  private final URI endpoint;

  /// Starts serving.
  ///
  /// @param hasQuotas whether operations are refused above the rates at which API Gateway does
  public static ControlPlane start(KeyRegistry registry, boolean hasQuotas, InstantSource clock) {
    try {
      return new ControlPlane(
          new ControlPlaneHandler(
              new Operations(registry, clock), hasQuotas ? new OperationRates(clock) : null));
    } catch (Exception e) {
      throw new IllegalStateException("The control plane does not start", e);
    }
  }

  private ControlPlane(ControlPlaneHandler handler) throws Exception {
    var threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /// Where SDK clients reach it, over plain HTTP.
  public URI endpoint() {
    return endpoint;
  }

  /// The environment variables of an SDK that reaches it.
  public Map<String, String> variables() {
    return Map.of("AWS_ENDPOINT_URL_API_GATEWAY", endpoint.toString());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The control plane does not stop", e);
    }
  }
}
