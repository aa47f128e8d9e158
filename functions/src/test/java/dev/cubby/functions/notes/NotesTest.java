package dev.cubby.functions.notes;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of notes, called straight.
class NotesTest extends NotesContract {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = NoteFunctions.on(dynamoDb.table());
  }

  @Override
  protected Api api() {
    return api;
  }
}
