package dev.cubby.local.faults;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Stands between clients and a DynamoDB, on a free port of 127.0.0.1, and makes calls fail as its
/// schedule says. Until it is given one it passes everything on.
///
/// A call reaches DynamoDB at once or never (a [Fault#DELAY] is short): none takes effect after its
/// client has given it up.
///
/// It passes signatures on, which name the host that the client called. An emulator does not look;
/// AWS would refuse them.
public final class FaultProxy implements AutoCloseable {

  /// Jetty's own threads; requests are not among them.
  private static final int MAX_THREADS = 8;

  private final FaultHandler handler;
  private final Server server;
  private final URI endpoint;

  /// Starts one before the DynamoDB at `target`.
  public static FaultProxy to(URI target) {
    try {
      return new FaultProxy(new FaultHandler(new Upstream(target)));
    } catch (Exception e) {
      throw new IllegalStateException("The fault proxy does not start", e);
    }
  }

  private FaultProxy(FaultHandler handler) throws Exception {
    this.handler = handler;
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

  /// Where clients reach it, over plain HTTP.
  public URI endpoint() {
    return endpoint;
  }

  /// Lets `schedule` decide about all calls from now on.
  public void follow(FaultSchedule schedule) {
    handler.follow(schedule);
  }

  /// How many calls there were.
  public int calls() {
    return handler.calls();
  }

  /// How many of these failed by each fault; those that did not occur are not in it.
  public Map<Fault, Integer> injected() {
    return handler.injected();
  }

  /// Refuses connections from now on, and ends those there are. Closing again does nothing.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The fault proxy does not stop", e);
    }
  }
}
