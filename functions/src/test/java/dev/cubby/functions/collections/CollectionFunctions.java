package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import java.time.Duration;

/// All handlers of collections and documents on one table and one clock.
public final class CollectionFunctions {

  private CollectionFunctions() {}

  static DirectApi on(Table table) {
    return on(table, new MovableClock());
  }

  public static DirectApi on(Table table, MovableClock clock) {
    return new DirectApi(
        clock,
        new PutCollection(table, clock),
        new GetCollection(table, clock),
        new ListCollections(table, clock),
        new DeleteCollection(table, clock),
        new CheckDocuments(table, clock),
        new CreateDocument(table, clock),
        new GetDocument(table, clock),
        new ListDocuments(table, clock),
        new UpdateDocument(table, clock),
        new PatchDocument(table, clock),
        new DeleteDocument(table, clock));
  }

  /// Does what changes of collections require of their documents.
  public static void maintain(Table table, MovableClock clock) {
    new Maintenance(table, new Eraser(table, clock), clock)
        .run(clock.instant().plus(Duration.ofMinutes(1)));
  }
}
