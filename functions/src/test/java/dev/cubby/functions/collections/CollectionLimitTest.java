package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The number of a user's collections.
class CollectionLimitTest extends CollectionsCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = CollectionFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void userWithTheMaximum_cannotCreateAnotherButChangeOne() {
    for (int i = 0; i < Definitions.MAX_COLLECTIONS; i++) {
      call(Call.put("/collections/c" + i, BY_STATUS)).hasStatus(201);
    }

    declare(BY_STATUS).isProblem(409);
    call(Call.put("/collections/c7", BY_STATUS)).hasStatus(200);
    var other = TestUser.create().key(WRITE);
    api.call(Call.put(ORDERS, BY_STATUS).as(other)).hasStatus(201);
  }

  @Test
  void collectionsThatExceedAPage_countToo() {
    // A Query of 1 MB reads 34 of these.
    var large = "{\"schema\":{\"description\":\"" + "x".repeat(30_000) + "\"}}";
    for (int i = 0; i < Definitions.MAX_COLLECTIONS; i++) {
      call(Call.put("/collections/c" + i, large)).hasStatus(201);
    }

    declare(BY_STATUS).isProblem(409);
  }
}
