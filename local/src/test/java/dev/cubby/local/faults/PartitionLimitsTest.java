package dev.cubby.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import dev.cubby.local.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Partitions of 3 write units and 2 read units per second.
class PartitionLimitsTest extends FaultProxyCase {

  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final Map<String, AttributeValue> hot = key;
  private final Map<String, AttributeValue> cool = key(partition + "-cool");

  @BeforeEach
  void limitPartitions() {
    proxy.limitPartitions(3, 2, clock);
  }

  @Test
  void writesBeyondTheUnits_areThrottledUntilTimePasses() {
    for (int i = 0; i < 3; i++) {
      put(hot);
    }
    assertThatThrownBy(() -> put(hot)).isInstanceOf(ProvisionedThroughputExceededException.class);
    put(cool);

    clock.advance(Duration.ofSeconds(1));
    put(hot);
  }

  @Test
  void largeWrite_takesUnitsOfTheSecondsThatFollow() {
    var large = new HashMap<>(hot);
    large.put("value", fromS("a".repeat(5 * 1_024)));
    put(large);

    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> put(hot)).isInstanceOf(ProvisionedThroughputExceededException.class);
    clock.advance(Duration.ofSeconds(1));
    put(hot);
  }

  @Test
  void readsAndWrites_haveUnitsOfTheirOwn() {
    get(hot);
    get(hot);

    assertThatThrownBy(() -> get(hot)).isInstanceOf(ProvisionedThroughputExceededException.class);
    assertThatThrownBy(() -> query(hot)).isInstanceOf(ProvisionedThroughputExceededException.class);
    put(hot);
    get(cool);
    query(cool);
  }

  @Test
  void transactionInAThrottledPartition_isCanceledForIt() {
    exhaust(hot);

    var failure =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () -> client.transactWriteItems(write -> write.transactItems(putOf(cool), putOf(hot))));

    assertThat(failure.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ProvisionedThroughputExceeded");
  }

  @Test
  void batch_leavesThrottledRequestsUnprocessed() {
    exhaust(hot);
    var requests = List.of(putRequest(cool), putRequest(hot));

    var answer = client.batchWriteItem(write -> write.requestItems(Map.of("table", requests)));

    assertThat(answer.unprocessedItems()).isEqualTo(Map.of("table", List.of(requests.getLast())));
  }

  @Test
  void batchOfThrottledRequestsOnly_fails() {
    get(hot);
    get(hot);
    var keys = Map.of("table", KeysAndAttributes.builder().keys(List.of(hot)).build());

    assertThatThrownBy(() -> client.batchGetItem(get -> get.requestItems(keys)))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  private void exhaust(Map<String, AttributeValue> item) {
    for (int i = 0; i < 3; i++) {
      put(item);
    }
  }

  private void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName("table").item(item).returnConsumedCapacity(TOTAL));
  }

  private void get(Map<String, AttributeValue> key) {
    client.getItem(get -> get.tableName("table").key(key).returnConsumedCapacity(TOTAL));
  }

  private QueryResponse query(Map<String, AttributeValue> key) {
    return client.query(query ->
        query
            .tableName("table")
            .keyConditionExpression("PK = :pk AND SK > :sk")
            .expressionAttributeValues(Map.of(":sk", fromS("a"), ":pk", key.get("PK"))));
  }

  private static WriteRequest putRequest(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }
}
