package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of records, called straight.
class RecordsTest extends RecordsContracts {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = RecordFunctions.on(dynamoDb.table());
  }

  @Test
  void record_lastsForItsTtl() {
    var owner = TestUser.create().key(READ, WRITE);
    api.call(Call.post("/records/a?ttl=1", "1").as(owner)).hasStatus(201);

    api.elapse(Duration.ofMillis(999));
    api.call(Call.get("/records/a").as(owner)).hasStatus(200);

    api.elapse(Duration.ofSeconds(1));
    api.call(Call.get("/records/a").as(owner)).isProblem(404);
  }

  @Override
  Api api() {
    return api;
  }
}
