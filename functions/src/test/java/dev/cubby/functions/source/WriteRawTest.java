package dev.cubby.functions.source;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handler of `write_raw`, called straight.
class WriteRawTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = SourceFunctions.on(dynamoDb.table());
  }

  @Nested
  class Events extends WriteRawContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Times extends EventTimeContract {

    @Override
    Api api() {
      return api;
    }
  }
}
