package dev.cubby.local.dynamodb;

import dev.cubby.local.template.TableDefinition;
import dev.cubby.local.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// Creates the tables of a template in a DynamoDB, as CloudFormation would on AWS, with on-demand
/// capacity.
public final class TableProvisioner {

  private static final Duration POLL = Duration.ofMillis(50);

  private final DynamoDbClient client;

  public TableProvisioner(DynamoDbClient client) {
    this.client = client;
  }

  /// Creates `table` with its indexes, stream and TTL, and waits until it is active. An existing
  /// table of that name is unchanged.
  public void createIfAbsent(TableDefinition table) {
    try {
      client.createTable(request(table));
    } catch (ResourceInUseException e) {
      return;
    }
    try (var waiter = client.waiter()) {
      waiter.waitUntilTableExists(describe -> describe.tableName(table.tableName()));
    }
    enableTimeToLive(table);
  }

  /// Gives an existing `table` the global indexes, the stream and the TTL that it lacks, as an
  /// update of the stack would. Deletes nothing.
  ///
  /// @throws TemplateException if the template has other keys than the table, or a local index that
  ///   it lacks
  public void complete(TableDefinition table) {
    var present = describe(table);
    requireEqual(table, keySchema(table.key()), present.keySchema(), "");
    for (var index : table.localIndexes()) {
      requireEqual(table, keySchema(index.key()), localKey(present, index), " in " + index.name());
    }
    for (var index : table.globalIndexes()) {
      var key = globalKey(present, index);
      if (key.isEmpty()) {
        add(index, table);
      } else {
        requireEqual(table, keySchema(index.key()), key, " in " + index.name());
      }
    }
    var stream = present.streamSpecification();
    if (table.streamViewType() != null && (stream == null || !stream.streamEnabled())) {
      client.updateTable(
          update -> update.tableName(table.tableName()).streamSpecification(stream(table)));
      awaitActive(table);
    }
    var timeToLive = client.describeTimeToLive(describe -> describe.tableName(table.tableName()));
    if (timeToLive.timeToLiveDescription().timeToLiveStatus() == TimeToLiveStatus.DISABLED) {
      enableTimeToLive(table);
    }
  }

  private static List<KeySchemaElement> localKey(
      TableDescription present, TableDefinition.Index index) {
    return present.localSecondaryIndexes().stream()
        .filter(other -> other.indexName().equals(index.name()))
        .flatMap(other -> other.keySchema().stream())
        .toList();
  }

  private static List<KeySchemaElement> globalKey(
      TableDescription present, TableDefinition.Index index) {
    return present.globalSecondaryIndexes().stream()
        .filter(other -> other.indexName().equals(index.name()))
        .flatMap(other -> other.keySchema().stream())
        .toList();
  }

  private static void requireEqual(
      TableDefinition table,
      List<KeySchemaElement> wanted,
      List<KeySchemaElement> present,
      String place) {
    if (!wanted.equals(present)) {
      throw new TemplateException(
              "the existing table "
                  + table.tableName()
                  + " has another key"
                  + place
                  + "; use another directory for data")
          .of("resource " + table.logicalId());
    }
  }

  private void add(TableDefinition.Index index, TableDefinition table) {
    var creation =
        GlobalSecondaryIndexUpdate.builder()
            .create(create ->
                create
                    .indexName(index.name())
                    .keySchema(keySchema(index.key()))
                    .projection(projection(index)))
            .build();
    client.updateTable(update ->
        update
            .tableName(table.tableName())
            .attributeDefinitions(attributes(table))
            .globalSecondaryIndexUpdates(creation));
    awaitActive(table);
  }

  // A table is active while it still fills an index, which cannot be queried until then.
  private void awaitActive(TableDefinition table) {
    try {
      while (!isActive(describe(table))) {
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isActive(TableDescription table) {
    return table.tableStatus() == TableStatus.ACTIVE
        && table.globalSecondaryIndexes().stream()
            .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
  }

  private TableDescription describe(TableDefinition table) {
    return client.describeTable(describe -> describe.tableName(table.tableName())).table();
  }

  private void enableTimeToLive(TableDefinition table) {
    var attribute = table.timeToLiveAttribute();
    if (attribute != null) {
      client.updateTimeToLive(update ->
          update
              .tableName(table.tableName())
              .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
    }
  }

  private static CreateTableRequest request(TableDefinition table) {
    var request =
        CreateTableRequest.builder()
            .tableName(table.tableName())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes(table))
            .keySchema(keySchema(table.key()));
    if (!table.globalIndexes().isEmpty()) {
      request.globalSecondaryIndexes(
          table.globalIndexes().stream().map(TableProvisioner::globalIndex).toList());
    }
    if (!table.localIndexes().isEmpty()) {
      request.localSecondaryIndexes(
          table.localIndexes().stream().map(TableProvisioner::localIndex).toList());
    }
    if (table.streamViewType() != null) {
      request.streamSpecification(stream(table));
    }
    return request.build();
  }

  private static StreamSpecification stream(TableDefinition table) {
    return StreamSpecification.builder()
        .streamEnabled(true)
        .streamViewType(table.streamViewType())
        .build();
  }

  private static List<AttributeDefinition> attributes(TableDefinition table) {
    return table.attributeTypes().entrySet().stream()
        .map(attribute ->
            AttributeDefinition.builder()
                .attributeName(attribute.getKey())
                .attributeType(attribute.getValue())
                .build())
        .toList();
  }

  private static List<KeySchemaElement> keySchema(TableDefinition.Key key) {
    var elements = new ArrayList<KeySchemaElement>();
    elements.add(element(key.hash(), KeyType.HASH));
    if (key.range() != null) {
      elements.add(element(key.range(), KeyType.RANGE));
    }
    return elements;
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  private static GlobalSecondaryIndex globalIndex(TableDefinition.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keySchema(index.key()))
        .projection(projection(index))
        .build();
  }

  private static LocalSecondaryIndex localIndex(TableDefinition.Index index) {
    return LocalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keySchema(index.key()))
        .projection(projection(index))
        .build();
  }

  private static Projection projection(TableDefinition.Index index) {
    var projection = Projection.builder().projectionType(index.projectionType());
    if (!index.nonKeyAttributes().isEmpty()) {
      projection.nonKeyAttributes(index.nonKeyAttributes());
    }
    return projection.build();
  }
}
