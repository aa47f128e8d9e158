package dev.cubby.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.dynamodb.DynamoDbConnection;
import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Event sources of a whole project.
class EventsTest {

  @TempDir private Path directory;

  @Test
  void change_reachesItsFunction_andTheDataDirectoryKeepsWhatIsGivenUp() throws Exception {
    var options = options("StreamSpecification: {StreamViewType: KEYS_ONLY}");
    try (var api = LocalApi.start(options.withData(directory.resolve("data")))) {
      put(api, "001");
      put(api, "002");

      assertThat(await(directory.resolve("data/dead-letters/Queue.jsonl")))
          .isEqualTo(api.deadLetters("Queue"))
          .allMatch(message -> message.contains("RetryAttemptsExhausted"));
      assertThat(await(directory.resolve("journal"))).contains("begin a/001");
    }
    Files.delete(directory.resolve("journal"));

    try (var api = LocalApi.start(options.withData(directory.resolve("data")))) {
      assertThat(api.deadLetters("Queue")).isNotEmpty();
      // The position is not kept: it starts over.
      assertThat(await(directory.resolve("journal"))).contains("begin a/001");
    }
  }

  @Test
  void tableThatWasThereWithoutAStream_isOneLine() {
    var template = template("").replaceAll("(?s)\\n  F:.*", "\n");
    try (var dynamoDb = EmbeddedDynamoDb.inMemory()) {
      LocalApi.start(
              Options.of(SamProject.create(directory, template).template())
                  .withDynamoDbEndpoint(dynamoDb.endpoint()))
          .close();
      var options =
          options("StreamSpecification: {StreamViewType: KEYS_ONLY}")
              .withDynamoDbEndpoint(dynamoDb.endpoint());

      assertThatThrownBy(() -> LocalApi.start(options))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Table Table existed before and has no stream");
    }
  }

  private Options options(String stream) {
    return Options.of(SamProject.create(directory, template(stream)).template());
  }

  private String template(String stream) {
    return """
    Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
    Resources:
      Table:
        Type: AWS::DynamoDB::Table
        Properties:
          KeySchema: [{AttributeName: PK, KeyType: HASH}, {AttributeName: SK, KeyType: RANGE}]
          AttributeDefinitions:
            - {AttributeName: PK, AttributeType: S}
            - {AttributeName: SK, AttributeType: S}
          %s
      Queue: {Type: AWS::SQS::Queue}
      F:
        Type: AWS::Serverless::Function
        Properties:
          Handler: dev.cubby.local.sample.Consumer
          Environment: {Variables: {JOURNAL: '%s', POISON: '001,002'}}
          Events:
            Changes:
              Type: DynamoDB
              Properties:
                Stream: !GetAtt Table.StreamArn
                StartingPosition: TRIM_HORIZON
                BatchSize: 1
                MaximumRetryAttempts: 0
                DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Queue.Arn}}
    """
        .formatted(stream, directory.resolve("journal"));
  }

  private static void put(LocalApi api, String sortKey) {
    try (var client = DynamoDbConnection.toEmbedded(api.dynamoDbEndpoint(), "us-east-1").client()) {
      client.putItem(put ->
          put.tableName("Table")
              .item(Map.of("PK", AttributeValue.fromS("a"), "SK", AttributeValue.fromS(sortKey))));
    }
  }

  /// Waits until the file has two complete lines or more, and answers them.
  private static List<String> await(Path file) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 3_000; attempt++) {
      var text = Files.exists(file) ? Files.readString(file) : "";
      if (text.endsWith("\n") && text.lines().count() >= 2) {
        return text.lines().toList();
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    throw new AssertionError("There is nothing in " + file);
  }
}
