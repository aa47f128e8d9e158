package dev.cubby.local.dynamodb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.template.TableDefinition;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class EmbeddedDynamoDbTest {

  @TempDir private Path directory;

  @Test
  void tableOfTemplate_hasItsIndexesStreamAndTimeToLive() throws IOException {
    try (var dynamoDb = EmbeddedDynamoDb.inMemory();
        var client = DynamoDbConnection.toEmbedded(dynamoDb.endpoint(), "us-east-1").client()) {
      new TableProvisioner(client).createIfAbsent(table().withTableName("own-name"));

      var table = client.describeTable(describe -> describe.tableName("own-name")).table();
      assertThat(table.keySchema())
          .extracting(key -> key.attributeName())
          .containsExactly("PK", "SK");
      assertThat(table.globalSecondaryIndexes()).hasSize(1);
      var index = table.globalSecondaryIndexes().getFirst();
      assertThat(index.indexName()).isEqualTo("GSI1");
      assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.INCLUDE);
      assertThat(index.projection().nonKeyAttributes()).containsExactly("TTL");
      assertThat(table.localSecondaryIndexes()).hasSize(1);
      assertThat(table.streamSpecification().streamEnabled()).isTrue();
      assertThat(
              client
                  .describeTimeToLive(describe -> describe.tableName("own-name"))
                  .timeToLiveDescription()
                  .timeToLiveStatus())
          .isEqualTo(TimeToLiveStatus.ENABLED);
    }
  }

  @Test
  void tableThatIsThere_staysAsItIs() throws IOException {
    var item = Map.of("PK", AttributeValue.fromS("a"), "SK", AttributeValue.fromS("b"));
    for (int start = 0; start < 2; start++) {
      try (var dynamoDb = EmbeddedDynamoDb.onDisk(directory.resolve("data"));
          var client = DynamoDbConnection.toEmbedded(dynamoDb.endpoint(), "us-east-1").client()) {
        new TableProvisioner(client).createIfAbsent(table());
        var found = client.getItem(get -> get.tableName("Table").key(item)).item();
        assertThat(found).isEqualTo(start == 0 ? Map.of() : item);
        client.putItem(put -> put.tableName("Table").item(item));
      }
    }
  }

  @Test
  void tableOfAnEarlierTemplate_getsWhatItLacks() throws IOException {
    var types = Map.of("PK", "S", "SK", "S", "GSI1PK", "S", "GSI1SK", "N", "GSI2PK", "S");
    var one = table();
    var another =
        new TableDefinition.Index(
            "GSI2", new TableDefinition.Key("GSI2PK", null), "KEYS_ONLY", List.of());
    var wanted =
        new TableDefinition(
            one.logicalId(),
            one.tableName(),
            types,
            one.key(),
            List.of(one.globalIndexes().getFirst(), another),
            one.localIndexes(),
            one.streamViewType(),
            one.timeToLiveAttribute());
    var earlier =
        new TableDefinition(
            wanted.logicalId(),
            wanted.tableName(),
            Map.of("PK", "S", "SK", "S", "GSI1SK", "N"),
            wanted.key(),
            List.of(),
            wanted.localIndexes(),
            null,
            null);
    try (var dynamoDb = EmbeddedDynamoDb.inMemory();
        var client = DynamoDbConnection.toEmbedded(dynamoDb.endpoint(), "us-east-1").client()) {
      var provisioner = new TableProvisioner(client);
      provisioner.createIfAbsent(earlier);
      client.putItem(put ->
          put.tableName("Table")
              .item(
                  Map.of(
                      "PK",
                      AttributeValue.fromS("a"),
                      "SK",
                      AttributeValue.fromS("b"),
                      "GSI1PK",
                      AttributeValue.fromS("c"),
                      "GSI1SK",
                      AttributeValue.fromN("1"))));

      provisioner.createIfAbsent(wanted);
      provisioner.complete(wanted);
      provisioner.complete(wanted);

      var found =
          client.query(query ->
              query
                  .tableName("Table")
                  .indexName("GSI1")
                  .keyConditionExpression("GSI1PK = :c")
                  .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("c"))));
      assertThat(found.items()).hasSize(1);
      client.query(query ->
          query
              .tableName("Table")
              .indexName("GSI2")
              .keyConditionExpression("GSI2PK = :c")
              .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("c"))));
      var table = client.describeTable(describe -> describe.tableName("Table")).table();
      assertThat(table.latestStreamArn()).isNotNull();
      assertThat(
              client
                  .describeTimeToLive(describe -> describe.tableName("Table"))
                  .timeToLiveDescription()
                  .attributeName())
          .isEqualTo("TTL");
    }
  }

  @Test
  void tableWithOtherKeys_isRefused() throws IOException {
    var wanted = table();
    try (var dynamoDb = EmbeddedDynamoDb.inMemory();
        var client = DynamoDbConnection.toEmbedded(dynamoDb.endpoint(), "us-east-1").client()) {
      var provisioner = new TableProvisioner(client);
      provisioner.createIfAbsent(
          new TableDefinition(
              wanted.logicalId(),
              wanted.tableName(),
              Map.of("PK", "S"),
              new TableDefinition.Key("PK", null),
              List.of(),
              List.of(),
              null,
              null));

      assertThatThrownBy(() -> provisioner.complete(wanted))
          .isInstanceOf(TemplateException.class)
          .hasMessage(
              "resource Table: the existing table Table has another key; use another directory for"
                  + " data");
    }
  }

  @Test
  void serverThatStarts_waitsForCallsToAnother() throws Exception {
    try (var dynamoDb = EmbeddedDynamoDb.inMemory();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var call = new Socket(InetAddress.getLoopbackAddress(), dynamoDb.endpoint().getPort())) {
      var head =
          "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
      call.getOutputStream().write(head.getBytes(US_ASCII));
      // Comes when the server reads the body.
      assertThat(new String(call.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 100");

      var start = threads.submit(EmbeddedDynamoDb::inMemory);

      assertThatThrownBy(() -> start.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      call.getOutputStream().write("{}".getBytes(US_ASCII));
      start.get().close();
    }
  }

  @Test
  void noTelemetry_isWritten() throws IOException {
    EmbeddedDynamoDb.inMemory().close();

    for (var place : List.of(Path.of(""), Path.of(System.getProperty("user.home")))) {
      try (Stream<Path> files = Files.list(place.toAbsolutePath())) {
        assertThat(files).noneMatch(file -> file.endsWith("dynamodb-local-metadata.json"));
      }
    }
  }

  private TableDefinition table() throws IOException {
    var file =
        Files.writeString(
            directory.resolve("template.yaml"),
            """
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions:
                    - {AttributeName: PK, AttributeType: S}
                    - {AttributeName: SK, AttributeType: S}
                    - {AttributeName: GSI1PK, AttributeType: S}
                    - {AttributeName: GSI1SK, AttributeType: N}
                  KeySchema:
                    - {AttributeName: PK, KeyType: HASH}
                    - {AttributeName: SK, KeyType: RANGE}
                  GlobalSecondaryIndexes:
                    - IndexName: GSI1
                      KeySchema:
                        - {AttributeName: GSI1PK, KeyType: HASH}
                        - {AttributeName: GSI1SK, KeyType: RANGE}
                      Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [TTL]}
                  LocalSecondaryIndexes:
                    - IndexName: LSI1
                      KeySchema:
                        - {AttributeName: PK, KeyType: HASH}
                        - {AttributeName: GSI1SK, KeyType: RANGE}
                      Projection: {ProjectionType: KEYS_ONLY}
                  StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
                  TimeToLiveSpecification: {AttributeName: TTL, Enabled: true}
            """);
    return TemplateReader.read(file).table("Table");
  }
}
