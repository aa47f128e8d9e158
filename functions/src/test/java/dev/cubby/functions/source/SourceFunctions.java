package dev.cubby.functions.source;

import dev.cubby.shared.audit.AuditTrail;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import java.time.Duration;

/// All handlers of sources on one table and one clock.
public final class SourceFunctions {

  private SourceFunctions() {}

  static DirectApi on(Table table) {
    return on(table, 1, new MovableClock());
  }

  static DirectApi on(Table table, int shards) {
    return on(table, shards, new MovableClock());
  }

  public static DirectApi on(Table table, int shards, MovableClock clock) {
    var actions = new AuditTrail(table, Duration.ofDays(30));
    var sources = new SourceStore(table, shards, Duration.ofDays(8));
    return new DirectApi(
        clock,
        new WriteRaw(sources, actions, clock),
        new Expose(sources, actions, clock),
        new ListActions(table, clock),
        new ListSources(sources, clock));
  }
}
