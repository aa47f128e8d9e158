package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// As many fields as two shards can have in a week, with names and numbers that take as much of a
/// response as any: each bucket has fields of its own.
class StatisticsPagesTest extends SourceCase {

  private static final int SHARDS = 2;
  private static final int FIELDS = 100;
  private static final int BATCH = 25;
  private static final String LONGEST = "-999999999999999.999999999999";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;
  private int buckets;

  @BeforeEach
  void fillBuckets() {
    api = SourceFunctions.on(dynamoDb.table(), SHARDS);
    var window = Window.week(now());
    var items =
        Stream.iterate(
                window.from(), time -> time.isBefore(window.to()), time -> time.plusSeconds(3_600))
            .flatMap(hour -> IntStream.range(0, SHARDS).mapToObj(shard -> bucket(hour, shard)))
            .toList();
    buckets = items.size();
    try (var client = dynamoDb.client(dynamoDb.endpoint())) {
      for (int i = 0; i < buckets; i += BATCH) {
        var batch = items.subList(i, Math.min(i + BATCH, buckets));
        client.batchWriteItem(write -> write.requestItems(Map.of(dynamoDb.tableName(), batch)));
      }
    }
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void statisticsOfTheMostFields_comeInPages() {
    var averages = pages("7d_average");
    var developments = pages("7d_devt");

    assertThat(averages).hasSizeGreaterThan(1);
    assertThat(averages.stream().flatMap(page -> names(page.path("fields"))))
        .hasSize(buckets * FIELDS)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(averages)
        .allSatisfy(page -> {
          assertThat(page.path("count").asInt()).isEqualTo(buckets * 2);
          assertThat(page.path("fields"))
              .allSatisfy(field -> assertThat(field.path("count").asInt()).isEqualTo(2));
        });
    assertThat(developments)
        .hasSizeGreaterThan(1)
        .allSatisfy(page -> assertThat(page.path("steps")).hasSizeBetween(8, 9));
    assertThat(
            developments.stream()
                .flatMap(page -> page.path("steps").valueStream())
                .flatMap(step -> names(step.path("fields"))))
        .hasSize(buckets * FIELDS)
        .doesNotHaveDuplicates();
  }

  private List<JsonNode> pages(String type) {
    var pages = new ArrayList<JsonNode>();
    for (var next = ""; next != null; ) {
      var page = data(exposeAfter(type, next));
      pages.add(page);
      next = page.path("next").textValue();
    }
    return pages;
  }

  private static Stream<String> names(JsonNode fields) {
    return fields.propertyStream().map(Map.Entry::getKey);
  }

  // Two numbers in each field, whose names have 20 bytes and take 128 in a response.
  private WriteRequest bucket(Instant hour, int shard) {
    var item = new HashMap<String, AttributeValue>();
    item.put("PK", fromS(SourceMapping.partition(new Source(user.userId(), "default"), shard)));
    item.put("SK", fromS(SourceMapping.bucketKey(BucketSize.HOUR, hour)));
    item.put("n", fromN("2"));
    item.put("f", fromN(Integer.toString(FIELDS)));
    item.put("TTL", fromN(Long.toString(hour.plus(Duration.ofDays(9)).getEpochSecond())));
    for (int i = 0; i < FIELDS; i++) {
      var number = (hour.getEpochSecond() / 3_600 * SHARDS + shard) * FIELDS + i;
      var name = "/" + "\u0001".repeat(13) + "%06d".formatted(number % 1_000_000);
      item.put("n" + name, fromN("2"));
      item.put("s" + name, fromN("-1999999999999999.999999999998"));
      item.put("q" + name, fromN("1999999999999999999999999999996"));
      item.put("r" + name, fromN("0.000000000000000000000002"));
      item.put("a" + name, fromN(LONGEST));
      item.put("z" + name, fromN(LONGEST));
    }
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }
}
