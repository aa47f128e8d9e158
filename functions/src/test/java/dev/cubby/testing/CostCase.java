package dev.cubby.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

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

  /// Asserts that the only item whose sort key begins with `sortKey` has the size that the table of
  /// sizes states in the row `name`, in which the words stand for these `lengths` in bytes.
  default void assertSize(String name, String sortKey, Map<String, Integer> lengths) {
    assertThat(dynamoDb().items())
        .filteredOn(item -> requireNonNull(item.get("SK")).s().startsWith(sortKey))
        .singleElement()
        .satisfies(item -> SizeTable.assertSize(name, item, lengths));
  }

  default void assertCost(Call call, int status, int calls, double units) {
    dynamoDb().units();
    assertCalls(call, status, calls);
    assertThat(dynamoDb().units()).as("units of %s", call).isEqualTo(units);
  }
}
