package dev.cubby.local.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.local.ManualClock;
import dev.cubby.local.http.AwsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// An index whose entries are up to a second late.
class LateIndexesTest extends FaultProxyCase {

  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final ManualClock clock = new ManualClock(Instant.EPOCH);

  @Test
  void entry_comesLateChangesLateAndGoesLate() {
    delayIndexes();
    put(key, "1");
    assertThat(entries()).isEmpty();
    clock.advance(LONGEST);
    assertThat(entries()).containsExactly("1");

    put(key, "2");
    assertThat(entries()).containsExactly("1");
    clock.advance(LONGEST);
    assertThat(entries()).containsExactly("2");

    client.deleteItem(delete -> delete.tableName("table").key(key));
    assertThat(entries()).containsExactly("2");
    clock.advance(LONGEST);
    assertThat(entries()).isEmpty();
  }

  @Test
  void table_isUpToDate() {
    delayIndexes();
    put(key, "1");

    assertThat(client.getItem(get -> get.tableName("table").key(key)).item())
        .isEqualTo(entry(key, partition, "1"));
  }

  @Test
  void changesOfSeveralItems_comeInAnyOrder() {
    delayIndexes();
    IntStream.range(10, 30).forEach(i -> put(key(partition + i), "" + i));

    var seen = new ArrayList<String>();
    var last = List.<String>of();
    for (int step = 0; step < 100; step++) {
      clock.advance(LONGEST.dividedBy(100));
      var now = entries();
      assertThat(now).containsAll(last);
      now.stream().filter(entry -> !seen.contains(entry)).forEach(seen::add);
      last = now;
    }
    assertThat(last).hasSize(20).isSorted();
    assertThat(seen).isNotEqualTo(List.copyOf(new TreeSet<>(seen)));
  }

  @Test
  void writesOfBatchesAndTransactions_comeLateToo() {
    delayIndexes();
    client.transactWriteItems(write -> write.transactItems(putOf(entry(key, partition, "1"))));
    client.batchWriteItem(write ->
        write.requestItems(
            Map.of(
                "table",
                List.of(
                    WriteRequest.builder()
                        .putRequest(put -> put.item(entry(key(partition + "-2"), partition, "2")))
                        .build()))));

    assertThat(entries()).isEmpty();
    proxy.catchUp();
    assertThat(entries()).containsExactly("1", "2");
  }

  @Test
  @Timeout(120)
  void write_doesNotWaitForChangesOnTheirWay() throws Exception {
    var isOnItsWay = new CountDownLatch(1);
    var mayArrive = new CountDownLatch(1);
    var upstream = new Upstream(endpoint());
    Service slow =
        call -> {
          if (call.operation().equals("GetItem")) {
            isOnItsWay.countDown();
            mayArrive.await();
          }
          return upstream.carryOut(call);
        };
    var item = "\"PK\":{\"S\":\"%s\"},\"SK\":{\"S\":\"a\"}".formatted(partition);
    var put = AwsRequest.toDynamoDb("PutItem", "{\"TableName\":\"table\",\"Item\":{" + item + "}}");
    var query =
        AwsRequest.toDynamoDb(
            "Query",
            "{\"TableName\":\"table\",\"IndexName\":\"Index\",\"KeyConditionExpression\":\"IPK = :p\","
                + "\"ExpressionAttributeValues\":{\":p\":{\"S\":\"a\"}}}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var late =
            new LateIndexes(
                upstream,
                slow,
                new ItemKeys(upstream),
                Duration.ZERO,
                new SplittableRandom(1),
                clock)) {
      late.carryOut(put);
      var answer = threads.submit(() -> late.carryOut(query));
      isOnItsWay.await();

      assertThat(late.carryOut(put).statusCode()).isEqualTo(200);

      mayArrive.countDown();
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void itemsFromBefore_areInTheIndex() {
    put(key, "1");
    delayIndexes();

    assertThat(entries()).containsExactly("1");
  }

  private void delayIndexes() {
    proxy.delayIndexes(LONGEST, new SplittableRandom(1), clock);
  }

  private void put(Map<String, AttributeValue> key, String sort) {
    client.putItem(put -> put.tableName("table").item(entry(key, partition, sort)));
  }

  private List<String> entries() {
    return client
        .query(query ->
            query
                .tableName("table")
                .indexName("Index")
                .keyConditionExpression("IPK = :pk")
                .expressionAttributeValues(Map.of(":pk", fromS(partition))))
        .items()
        .stream()
        .map(item -> requireNonNull(item.get("ISK")).s())
        .toList();
  }
}
