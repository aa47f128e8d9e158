package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands between a client and DynamoDB Local or the control plane, passes bytes on, and fails on
/// command.
public final class FaultyConnection implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket server;
  private final URI target;
  private final AtomicInteger answersToSwallow = new AtomicInteger();
  private final AtomicReference<@Nullable String> swallowed = new AtomicReference<>();
  private final AtomicReference<@Nullable String> refused = new AtomicReference<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean hanging;

  private FaultyConnection(ServerSocket server, URI target) {
    this.server = server;
    this.target = target;
  }

  public static FaultyConnection to(URI target) {
    try {
      var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var connection = new FaultyConnection(server, target);
      Thread.startVirtualThread(connection::accept);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /// Lets the next call be carried out and loses its answer.
  public void swallowNextAnswer() {
    answersToSwallow.incrementAndGet();
  }

  /// The same for the next request with this text in it, such as `PutItem`.
  public void swallowNextAnswerTo(String request) {
    swallowed.set(request);
  }

  /// Ends the connection from now on where a request has this text in it.
  public void refuse(String request) {
    refused.set(request);
  }

  /// Accepts connections and requests from now on, and answers none.
  public void hang() {
    hanging = true;
  }

  /// Refuses connections from now on, and ends those there are.
  @Override
  public void close() {
    try {
      server.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        var upstream = new Socket(target.getHost(), target.getPort());
        sockets.add(client);
        sockets.add(upstream);
        Thread.startVirtualThread(() -> passRequests(client, upstream));
        Thread.startVirtualThread(() -> passAnswers(upstream, client));
      }
    } catch (IOException _) {
      // Closed, which is how it ends.
    }
  }

  private void passRequests(Socket client, Socket upstream) {
    var buffer = new byte[BUFFER_BYTES];
    try (client;
        upstream) {
      for (int n; (n = client.getInputStream().read(buffer)) >= 0; ) {
        var request = new String(buffer, 0, n, ISO_8859_1);
        if (calls(request, refused.get())) {
          return;
        }
        if (calls(request, swallowed.get())) {
          swallowed.set(null);
          swallowNextAnswer();
        }
        if (!hanging) {
          upstream.getOutputStream().write(buffer, 0, n);
        }
      }
    } catch (IOException _) {
      // One side has gone, and with it the other.
    }
  }

  private static boolean calls(String request, @Nullable String text) {
    return text != null && request.contains(text);
  }

  // The first bytes of an answer say that the server has done what it was asked to.
  private void passAnswers(Socket upstream, Socket client) {
    var buffer = new byte[BUFFER_BYTES];
    try (client;
        upstream) {
      for (int n; (n = upstream.getInputStream().read(buffer)) >= 0; ) {
        if (answersToSwallow.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
          return;
        }
        client.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException _) {
      // One side has gone, and with it the other.
    }
  }
}
