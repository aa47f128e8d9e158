package dev.cubby.local.faults;

import dev.cubby.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Stands between clients and a DynamoDB, on a free port of 127.0.0.1, and makes calls fail as its
/// schedule says. Without a schedule it passes on every call, but for those that conflict with a
/// transaction in flight, as on AWS and not in DynamoDB Local.
///
/// A call reaches DynamoDB at once or never (a [Fault#DELAY] is short): none takes effect after its
/// client has given up, unless the machine is slower than the client is patient.
///
/// It passes on signatures, which name the host that the client called. Emulators ignore them; AWS
/// would reject them.
public final class FaultProxy implements AutoCloseable {

  private final FaultHandler handler;
  private final LoopbackServer server;

  /// Starts a proxy of the DynamoDB at `target`.
  public static FaultProxy to(URI target) {
    return new FaultProxy(new FaultHandler(target));
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

  /// Throttles the items of a partition beyond these units per second. DynamoDB's limits are 1 000
  /// write units and 3 000 read units.
  public void limitPartitions(int writeUnits, int readUnits, InstantSource clock) {
    handler.limitPartitions(writeUnits, readUnits, clock);
  }

  /// Brings each change of an item to the table's indexes late, by a random time up to `longest`.
  /// So an index shows former entries, and changes of several items in another order.
  public void delayIndexes(Duration longest, RandomGenerator random, InstantSource clock) {
    handler.delayIndexes(longest, random, clock);
  }

  /// Delivers records of streams again after later ones, at random.
  public void repeatRecords(RandomGenerator random) {
    handler.repeatRecords(random);
  }

  /// Waits until the calls in flight are over, then brings all changes to the indexes.
  public void catchUp() {
    try {
      handler.catchUp();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
