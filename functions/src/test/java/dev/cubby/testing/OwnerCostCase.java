package dev.cubby.testing;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.shared.dynamodb.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the owner of things does, for tests of what it costs.
public abstract class OwnerCostCase implements CostCase {

  @RegisterExtension protected final DynamoDb dynamoDb = new DynamoDb();

  protected DirectApi api;

  private final TestKey owner = TestUser.create().key(READ, WRITE);

  /// The handlers under test.
  protected abstract DirectApi on(Table table);

  @BeforeEach
  final void createHandlers() {
    api = on(dynamoDb.table());
  }

  @Override
  public final DynamoDb dynamoDb() {
    return dynamoDb;
  }

  @Override
  public final Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
