package dev.cubby.functions.transfer;

import dev.cubby.functions.collections.CollectionFunctions;
import dev.cubby.functions.items.ItemFunctions;
import dev.cubby.functions.notes.NoteFunctions;
import dev.cubby.functions.records.RecordFunctions;
import dev.cubby.functions.source.SourceFunctions;
import dev.cubby.functions.users.UserFunctions;
import dev.cubby.shared.audit.AuditTrail;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import java.time.Duration;

/// The handlers of exports and imports and of all that these are about, on one table and one clock.
final class TransferFunctions {

  private TransferFunctions() {}

  static DirectApi on(Table table) {
    return on(table, true);
  }

  static DirectApi on(Table table, MovableClock clock) {
    return on(table, true, clock);
  }

  /// @param adminsExport whether admins may export the data of users
  static DirectApi on(Table table, boolean adminsExport) {
    return on(table, adminsExport, new MovableClock());
  }

  private static DirectApi on(Table table, boolean adminsExport, MovableClock clock) {
    var actions = new AuditTrail(table, Duration.ofDays(30));
    return new DirectApi(
            clock,
            new GetExport(table, clock),
            new GetUserExport(table, adminsExport, actions, clock),
            new WriteImport(table, clock))
        .and(RecordFunctions.on(table, clock))
        .and(NoteFunctions.on(table, clock))
        .and(ItemFunctions.on(table, clock))
        .and(CollectionFunctions.on(table, clock))
        .and(SourceFunctions.on(table, 1, clock))
        .and(UserFunctions.on(table, clock));
  }
}
