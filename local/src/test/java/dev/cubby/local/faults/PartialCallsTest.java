package dev.cubby.local.faults;

import static dev.cubby.local.faults.Fault.SHORT_PAGE;
import static dev.cubby.local.faults.Fault.UNPROCESSED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Calls of which the proxy carries out a part.
class PartialCallsTest extends FaultProxyCase {

  @Test
  void partOfABatchOfWrites_isUnprocessedUntilItIsSentAgain() {
    proxy.follow(FaultSchedule.first(UNPROCESSED));
    var puts = keys(5).stream().map(PartialCallsTest::put).toList();

    var left =
        client
            .batchWriteItem(write -> write.requestItems(Map.of("table", puts)))
            .unprocessedItems();

    assertThat(left).isEqualTo(Map.of("table", List.of(puts.get(1), puts.get(3))));
    assertThat(itemsInPages(100)).containsExactly("0", "2", "4");
    assertThat(client.batchWriteItem(write -> write.requestItems(left)).unprocessedItems())
        .isEmpty();
    assertThat(itemsInPages(100)).containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void partOfABatchOfReads_isUnprocessed() {
    keys(4).forEach(item -> direct.putItem(put -> put.tableName("table").item(item)));
    proxy.follow(FaultSchedule.first(UNPROCESSED));
    var keys = KeysAndAttributes.builder().keys(keys(4)).consistentRead(true).build();

    var read = client.batchGetItem(get -> get.requestItems(Map.of("table", keys)));

    assertThat(read.responses().get("table"))
        .containsExactlyInAnyOrderElementsOf(List.of(keys(4).get(0), keys(4).get(2)));
    assertThat(read.unprocessedKeys().get("table"))
        .isEqualTo(keys.toBuilder().keys(List.of(keys(4).get(1), keys(4).get(3))).build());
  }

  @Test
  void batchOfOne_isProcessed() {
    proxy.follow(FaultSchedule.always(UNPROCESSED));

    var answer =
        client.batchWriteItem(
            write -> write.requestItems(Map.of("table", List.of(put(keys(1).getFirst())))));

    assertThat(answer.unprocessedItems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "7, 3", "100, 50"})
  void shortPage_endsAtHalfOfTheLimitWithAPosition(int limit, int expected) {
    keys(60).forEach(item -> direct.putItem(put -> put.tableName("table").item(item)));
    proxy.follow(FaultSchedule.first(SHORT_PAGE));

    var page = client.query(query -> all(query).limit(limit));

    assertThat(page.items()).hasSize(expected);
    assertThat(page.lastEvaluatedKey()).isEqualTo(page.items().getLast());
  }

  @Test
  void shortPages_showEachItemOnce() {
    keys(60).forEach(item -> direct.putItem(put -> put.tableName("table").item(item)));
    proxy.follow(FaultSchedule.always(SHORT_PAGE));

    assertThat(itemsInPages(7)).hasSize(60).isSorted().doesNotHaveDuplicates();
  }

  private List<String> itemsInPages(int limit) {
    return client
        .queryPaginator(query -> all(query).limit(limit).consistentRead(true))
        .items()
        .stream()
        .map(item -> requireNonNull(item.get("SK")).s())
        .toList();
  }

  private QueryRequest.Builder all(QueryRequest.Builder query) {
    return query
        .tableName("table")
        .keyConditionExpression("PK = :pk")
        .expressionAttributeValues(Map.of(":pk", fromS(partition)));
  }

  private List<Map<String, AttributeValue>> keys(int number) {
    return IntStream.range(0, number)
        .mapToObj(i ->
            Map.of("PK", fromS(partition), "SK", fromS((number > 10 && i < 10 ? "0" : "") + i)))
        .toList();
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }
}
