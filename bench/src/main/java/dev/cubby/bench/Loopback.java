package dev.cubby.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// HTTP servers of this process, on the loopback interface.
final class Loopback {

  private static final int BACKLOG = 50;

  static {
    // By default a response in several segments waits 40 ms for an acknowledgment.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private Loopback() {}

  /// Returns a server on any free port, yet to be started, with a virtual thread per request.
  static HttpServer server() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return server;
  }
}
