package dev.cubby.functions.notes;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.Sample;
import dev.cubby.testing.ThingsUnderFaults;

/// Notes while DynamoDB fails.
class NotesUnderFaultsTest extends ThingsUnderFaults {

  NotesUnderFaultsTest() {
    super(Sample.NOTES);
  }

  @Override
  protected DirectApi on(Table table) {
    return NoteFunctions.on(table);
  }
}
