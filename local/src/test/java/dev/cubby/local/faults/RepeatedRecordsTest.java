package dev.cubby.local.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.local.dynamodb.DynamoDbConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// A stream whose records the proxy repeats.
class RepeatedRecordsTest extends FaultProxyCase {

  private static final int CHANGES = 60;
  private static final int PAGE = 4;

  private String stream;

  @BeforeEach
  void changeAnItem() {
    var name = "repeated-" + partition.substring(partition.indexOf(' ') + 1);
    var table =
        direct.createTable(create ->
            create
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("PK").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("PK")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .streamSpecification(specification ->
                    specification.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
    stream = table.tableDescription().latestStreamArn();
    for (int i = 0; i < CHANGES; i++) {
      var item = Map.of("PK", fromS("a"), "version", fromN("" + i));
      direct.putItem(put -> put.tableName(name).item(item));
    }
  }

  @Test
  void records_comeInOrder() {
    assertThat(versions()).isEqualTo(IntStream.range(0, CHANGES).boxed().toList());
  }

  @Test
  void repeatedRecords_comeAfterLaterOnesAndThenInOrder() {
    proxy.repeatRecords(new SplittableRandom(1));

    var versions = versions();

    assertThat(versions)
        .hasSizeGreaterThan(CHANGES)
        .isNotEqualTo(versions.stream().sorted().toList());
    assertThat(versions.stream().distinct().toList())
        .isEqualTo(IntStream.range(0, CHANGES).boxed().toList());
    assertThat(versions.getLast()).isEqualTo(CHANGES - 1);
  }

  private List<Integer> versions() {
    var connection = DynamoDbConnection.toEmbedded(proxy.endpoint(), "us-east-1");
    try (var streams = connection.streamsClient()) {
      var versions = new ArrayList<Integer>();
      var shard =
          streams
              .describeStream(describe -> describe.streamArn(stream))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      var iterator =
          streams
              .getShardIterator(get ->
                  get.streamArn(stream)
                      .shardId(shard)
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      // Up to a page after the last change, which may repeat it.
      for (int page = 0; page <= CHANGES / PAGE; page++) {
        var position = iterator;
        var records = streams.getRecords(get -> get.shardIterator(position).limit(PAGE));
        records.records().stream()
            .map(change -> requireNonNull(change.dynamodb().newImage().get("version")))
            .forEach(version -> versions.add(Integer.valueOf(version.n())));
        iterator = records.nextShardIterator();
      }
      return versions;
    }
  }
}
