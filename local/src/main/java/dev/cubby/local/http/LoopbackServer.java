package dev.cubby.local.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Serves plain HTTP on a free port of 127.0.0.1, to clients that call it by that address or as
/// `localhost`. A web page whose own name leads here gets 403.
public final class LoopbackServer implements AutoCloseable {

  /// Jetty's own threads; requests are not among them.
  private static final int MAX_THREADS = 8;

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");

  private final String name;
  private final Server server;
  private final CallObserver observer;
  private final URI endpoint;

  /// Starts a server that handles each request on a virtual thread of its own. Messages call it
  /// `name`.
  public static LoopbackServer start(String name, Handler handler) {
    var threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return start(name, handler, threads);
  }

  /// Starts a server that handles requests on `threads`.
  public static LoopbackServer start(String name, Handler handler, QueuedThreadPool threads) {
    try {
      return new LoopbackServer(name, handler, threads);
    } catch (Exception e) {
      throw new IllegalStateException(name + " does not start", e);
    }
  }

  private LoopbackServer(String name, Handler handler, QueuedThreadPool threads) throws Exception {
    this.name = name;
    server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    observer = new CallObserver(handler);
    server.setHandler(ofThisMachine(observer));
    server.start();
    endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  private static Handler ofThisMachine(Handler service) {
    return new Handler.Wrapper(service) {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        if (NAMES.contains(Request.getServerName(request).toLowerCase(Locale.ROOT))) {
          return super.handle(request, response, callback);
        }
        response.setStatus(HttpStatus.FORBIDDEN_403);
        callback.succeeded();
        return true;
      }
    };
  }

  /// The endpoint for clients.
  public URI endpoint() {
    return endpoint;
  }

  /// Shows each call to `listener` from now on, before it is handled. The listener runs on the
  /// thread of the call.
  public void observe(Consumer<AwsRequest> listener) {
    observer.show(listener);
  }

  /// Refuses new connections and ends existing ones. Closing again does nothing.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(name + " does not stop", e);
    }
  }
}
