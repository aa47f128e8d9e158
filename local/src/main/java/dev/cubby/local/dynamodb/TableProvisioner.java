package dev.cubby.local.dynamodb;

import dev.cubby.local.template.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/// Creates the tables of a template in a DynamoDB, as CloudFormation would on AWS, with on-demand
/// capacity.
public final class TableProvisioner {

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
      request.streamSpecification(
          stream -> stream.streamEnabled(true).streamViewType(table.streamViewType()));
    }
    return request.build();
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
