package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import java.time.Duration;

/// All handlers of sources on one table and one clock.
final class SourceFunctions {

  private SourceFunctions() {}

  static DirectApi on(Table table) {
    return on(table, 1);
  }

  static DirectApi on(Table table, int shards) {
    var clock = new MovableClock();
    var actions = new ActionStore(table, Duration.ofDays(30));
    var sources = new SourceStore(table, actions, shards, Duration.ofDays(8));
    return new DirectApi(
        clock,
        new WriteRaw(sources, clock),
        new Expose(sources, actions, clock),
        new ListActions(actions, clock));
  }
}
