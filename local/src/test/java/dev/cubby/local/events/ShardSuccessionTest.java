package dev.cubby.local.events;

import static dev.cubby.local.events.EventProject.keys;
import static dev.cubby.local.events.EventProject.letPass;
import static dev.cubby.local.events.EventProject.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.dynamodb.TableProvisioner;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// A stream whose shards end and are succeeded by others, which happens every few hours. A DynamoDB
/// Local without HTTP does it when told. `true` means that it sends no telemetry.
class ShardSuccessionTest {

  @TempDir private Path directory;

  private EventProject project;
  private AmazonDynamoDBLocal dynamoDb;
  private SourceThreads threads;

  @BeforeEach
  void create() {
    project =
        new EventProject(
            directory,
            EventProject.function(
                    directory,
                    "Oldest",
                    "Consumer",
                    "",
                    "StartingPosition: TRIM_HORIZON, ParallelizationFactor: 2")
                + EventProject.function(
                    directory, "Next", "Consumer", "", "StartingPosition: LATEST"));
    dynamoDb = DynamoDBEmbedded.create(true);
    new TableProvisioner(dynamoDb.dynamoDbClient()).createIfAbsent(project.template.table("Table"));
    threads = new SourceThreads();
  }

  @AfterEach
  void end() {
    threads.close();
    dynamoDb.shutdownNow();
    project.close();
  }

  @Test
  void laterShards_areReadAfterTheirParents() {
    put(1, 3);
    dynamoDb.triggerShardRollovers();
    put(4, 6);
    start();
    dynamoDb.triggerShardRollovers();
    put(7, 9);
    dynamoDb.triggerShardRollovers();
    put(10, 12);

    assertThat(project.await("Oldest", "done", 12)).isEqualTo(names("a", 1, 12));
    assertThat(project.await("Next", "done", 6)).isEqualTo(names("a", 7, 12));
    assertThat(shards()).isGreaterThanOrEqualTo(4);
    letPass();
    assertThat(project.journal("Oldest", "done")).hasSize(12);
    assertThat(project.journal("Next", "done")).hasSize(6);
  }

  private void start() {
    for (var definition : project.template.streams()) {
      var json = new RecordJson("us-east-1", definition.streamArn(), "PK");
      var discarded = new DiscardedRecords(definition, project.deadLetters, project.policy);
      new StreamSource(
              definition,
              new TableStream(dynamoDb.dynamoDbStreamsClient(), streamArn(), json),
              new BatchDelivery(definition, project.functions, discarded, threads, project.policy),
              threads,
              project.policy)
          .start();
    }
  }

  private void put(int first, int last) {
    for (var key : keys(first, last)) {
      dynamoDb
          .dynamoDbClient()
          .putItem(put ->
              put.tableName("Table")
                  .item(Map.of("PK", AttributeValue.fromS("a"), "SK", AttributeValue.fromS(key))));
    }
  }

  private int shards() {
    return dynamoDb
        .dynamoDbStreamsClient()
        .describeStream(describe -> describe.streamArn(streamArn()))
        .streamDescription()
        .shards()
        .size();
  }

  private String streamArn() {
    return Objects.requireNonNull(
        dynamoDb
            .dynamoDbClient()
            .describeTable(describe -> describe.tableName("Table"))
            .table()
            .latestStreamArn());
  }
}
