package dev.cubby.functions.notes;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.IdResource;
import dev.cubby.testing.IdResourceUnderFaults;

/// Notes while DynamoDB fails.
class NotesUnderFaultsTest extends IdResourceUnderFaults {

  NotesUnderFaultsTest() {
    super(IdResource.NOTES);
  }

  @Override
  protected DirectApi on(Table table) {
    return NoteFunctions.on(table);
  }
}
