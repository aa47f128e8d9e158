package dev.cubby.local.faults;

import dev.cubby.local.http.LoopbackServer;
import java.net.URI;
import java.util.Map;

/// Stands between clients and a DynamoDB, on a free port of 127.0.0.1, and makes calls fail as its
/// schedule says. Without a schedule it passes on every call.
///
/// A call reaches DynamoDB at once or never (a [Fault#DELAY] is short): none takes effect after its
/// client has given up.
///
/// It passes on signatures, which name the host that the client called. Emulators ignore them; AWS
/// would reject them.
public final class FaultProxy implements AutoCloseable {

  private final FaultHandler handler;
  private final LoopbackServer server;

  /// Starts a proxy of the DynamoDB at `target`.
  public static FaultProxy to(URI target) {
    return new FaultProxy(new FaultHandler(new Upstream(target)));
  }

  private FaultProxy(FaultHandler handler) {
    this.handler = handler;
    server = LoopbackServer.start("The fault proxy", handler);
  }

  /// The endpoint for clients, over plain HTTP.
  public URI endpoint() {
    return server.endpoint();
  }

  /// Applies `schedule` to all calls from now on.
  public void follow(FaultSchedule schedule) {
    handler.follow(schedule);
  }

  /// The number of calls.
  public int calls() {
    return handler.calls();
  }

  /// The number of calls that failed, by fault; faults that did not occur are absent.
  public Map<Fault, Integer> injected() {
    return handler.injected();
  }

  /// Refuses new connections and ends existing ones. Closing again does nothing.
  @Override
  public void close() {
    server.close();
  }
}
