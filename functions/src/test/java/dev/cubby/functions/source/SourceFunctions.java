package dev.cubby.functions.source;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import java.time.Duration;

/// All handlers of sources on one table and one clock.
final class SourceFunctions {

  private static final Duration ACTIONS_KEPT = Duration.ofDays(30);

  private SourceFunctions() {}

  static DirectApi on(Table table) {
    return on(table, 1);
  }

  static DirectApi on(Table table, int shards) {
    var clock = new MovableClock();
    var actions = new ActionStore(table);
    var sources = new SourceStore(table, shards, Duration.ofDays(8));
    return new DirectApi(
        clock,
        new WriteRaw(sources, ACTIONS_KEPT, clock),
        new Expose(sources, actions, ACTIONS_KEPT, clock),
        new ListActions(actions, clock));
  }
}
