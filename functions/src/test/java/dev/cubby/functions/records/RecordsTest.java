package dev.cubby.functions.records;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of records, called straight.
class RecordsTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = RecordFunctions.on(dynamoDb.table());
  }

  @Nested
  class Records extends RecordsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Conditions extends RecordConditionsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Expiry extends RecordExpiryContract {

    @Override
    Api api() {
      return api;
    }

    @Test
    void record_lastsForItsTtl() {
      call(Call.post("/records/a?ttl=1", "1")).hasStatus(201);

      api.elapse(Duration.ofMillis(999));
      call(Call.get("/records/a")).hasStatus(200);

      api.elapse(Duration.ofSeconds(1));
      call(Call.get("/records/a")).isProblem(404);
    }
  }

  @Nested
  class Lists extends RecordListsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Values extends RecordValuesContract {

    @Override
    Api api() {
      return api;
    }
  }
}
