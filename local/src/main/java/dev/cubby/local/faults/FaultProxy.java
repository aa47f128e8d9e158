package dev.cubby.local.faults;

import dev.cubby.local.http.LoopbackServer;
import java.net.URI;
import java.util.Map;

/// Stands between clients and a DynamoDB, on a free port of 127.0.0.1, and makes calls fail as its
/// schedule says. Until it is given one it passes everything on.
///
/// A call reaches DynamoDB at once or never (a [Fault#DELAY] is short): none takes effect after its
/// client has given it up.
///
/// It passes signatures on, which name the host that the client called. An emulator does not look;
/// AWS would refuse them.
public final class FaultProxy implements AutoCloseable {

  private final FaultHandler handler;
  private final LoopbackServer server;

  /// Starts one before the DynamoDB at `target`.
  public static FaultProxy to(URI target) {
    return new FaultProxy(new FaultHandler(new Upstream(target)));
  }

  private FaultProxy(FaultHandler handler) {
    this.handler = handler;
    server = LoopbackServer.start("The fault proxy", handler);
  }

  /// Where clients reach it, over plain HTTP.
  public URI endpoint() {
    return server.endpoint();
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
    server.close();
  }
}
