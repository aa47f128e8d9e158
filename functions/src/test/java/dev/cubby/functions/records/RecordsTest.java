package dev.cubby.functions.records;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of records, called straight.
class RecordsTest extends RecordsContract {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = RecordFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }
}
