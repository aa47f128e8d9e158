package dev.cubby.local.gateway;

import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.Template;
import dev.cubby.local.usage.UsagePlans;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// The template's REST API over plain HTTP. Each request has a virtual thread of its own.
public final class Gateway implements AutoCloseable {

  /// API Gateway's quota "Total combined size of request line and header values", in bytes.
  private static final int MAX_HEADER_BYTES = 10_240;

  private static final Duration GRACE = Duration.ofSeconds(2);

  /// How long idle connections may delay the end.
  private static final Duration IDLE_GRACE = Duration.ofMillis(50);

  /// Jetty's own threads; requests are not among them.
  private static final int MAX_THREADS = 16;

  private final Server server;
  private final ServerConnector connector;

  /// The address to listen on, and the stage to serve.
  ///
  /// @param port 0 for any that is free
  /// @param stage the first segment of every path; null to serve the template's stage at the root
  public record Address(String host, int port, @Nullable String stage) {}

  /// Behavior that differs from API Gateway at the wish of a test or user.
  ///
  /// @param requestLog what to print about each request on standard output
  /// @param zone of times for people
  public record Conduct(Timeouts timeouts, RequestLogFormat requestLog, ZoneId zone) {}

  /// Starts serving the API of `template`.
  ///
  /// @throws IOException if the address is taken
  public static Gateway start(
      Template template,
      LambdaRuntime functions,
      UsagePlans usagePlans,
      Address address,
      Conduct conduct,
      InstantSource clock)
      throws IOException {
    var gateway = new Gateway(template, functions, usagePlans, address, conduct, clock);
    try {
      gateway.server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The gateway does not start", e);
    }
    return gateway;
  }

  private Gateway(
      Template template,
      LambdaRuntime functions,
      UsagePlans usagePlans,
      Address address,
      Conduct conduct,
      InstantSource clock) {
    var api = template.api();
    var stage =
        StageIdentity.of(
            api,
            template.pseudoParameters(),
            address.stage() == null ? api.stageName() : address.stage());
    var stagePrefix = address.stage() == null ? "" : "/" + address.stage();
    var gatewayResponses = new GatewayResponses(api.gatewayResponses());
    var requestLog = conduct.requestLog().log(api, stage, System.out, conduct.zone());

    var threads = new QueuedThreadPool(MAX_THREADS, 2);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1, new HttpWithoutUpgrades(configuration()));
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setAcceptedTcpNoDelay(true);
    connector.setShutdownIdleTimeout(IDLE_GRACE.toMillis());
    server.addConnector(connector);
    server.setStopTimeout(GRACE.toMillis());
    server.setHandler(
        new GracefulHandler(
            new GatewayHandler(
                api,
                stage,
                stagePrefix,
                functions,
                usagePlans,
                gatewayResponses,
                conduct.timeouts(),
                requestLog,
                clock)));
    server.setErrorHandler(
        new ErrorResponses(stage, stagePrefix, gatewayResponses, requestLog, clock));
  }

  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    // The function's, which are held to the same quota by values alone, and the gateway's own.
    configuration.setResponseHeaderSize(4 * MAX_HEADER_BYTES);
    // Functions get header names and paths as they were sent.
    configuration.setHttpCompliance(
        HttpCompliance.RFC9110.with(
            "API Gateway", HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME));
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    return configuration;
  }

  /// The port it listens on.
  public int port() {
    return connector.getLocalPort();
  }

  /// Stops accepting requests, waits up to 2 s for those in flight, and ends.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (TimeoutException _) {
      // Jetty has stopped, and reports requests that took longer.
    } catch (Exception e) {
      throw new IllegalStateException("The gateway does not stop", e);
    }
  }
}
