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

  /// Asserts that `call` makes the calls to DynamoDB that docs/architecture.md states for
  /// `endpoint`.
  default void assertStated(String endpoint, Call call, int status) {
    dynamoDb().operations();
    call(call).hasStatus(status);
    assertThat(dynamoDb().operations())
        .as("operations of %s", call)
        .containsExactlyInAnyOrderElementsOf(CostTable.calls(endpoint));
  }

  default void assertCost(Call call, int status, int calls, double units) {
    dynamoDb().units();
    assertCalls(call, status, calls);
    assertThat(dynamoDb().units()).as("units of %s", call).isEqualTo(units);
  }
}
