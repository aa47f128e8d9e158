package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

/// Tests that hold what requests cost against what they may: calls to DynamoDB, and units where
/// DynamoDB Local counts them as AWS does.
public interface CostCase {

  /// Counts.
  DynamoDb dynamoDb();

  /// Makes a call as one who may.
  Answer call(Call call);

  default void assertCalls(Call call, int status, int calls) {
    dynamoDb().calls();
    call(call).hasStatus(status);
    assertThat(dynamoDb().calls()).as("calls of %s", call).isEqualTo(calls);
  }

  /// Asserts that `call` consumes what the row `name` of the [CostTable] states.
  default void assertStated(String name, Call call, int status) {
    CostTable.assertStated(name, dynamoDb(), () -> call(call).hasStatus(status));
  }

  default void assertCost(Call call, int status, int calls, double units) {
    dynamoDb().units();
    assertCalls(call, status, calls);
    assertThat(dynamoDb().units()).as("units of %s", call).isEqualTo(units);
  }
}
