package dev.cubby.functions.transfer;

import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of exports and imports, called straight.
class TransferTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = TransferFunctions.on(dynamoDb.table());
  }

  @Nested
  class Exports extends ExportContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Imports extends ImportContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class InvalidLines extends InvalidLinesContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Collections extends CollectionTransferContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class UserExports extends UserExportContract {

    @Override
    Api api() {
      return api;
    }
  }
}
