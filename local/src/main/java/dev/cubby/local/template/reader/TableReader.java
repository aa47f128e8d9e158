package dev.cubby.local.template.reader;

import dev.cubby.local.template.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an `AWS::DynamoDB::Table`.
final class TableReader {

  private static final Set<String> EFFECTIVE =
      Set.of(
          "AttributeDefinitions",
          "GlobalSecondaryIndexes",
          "KeySchema",
          "LocalSecondaryIndexes",
          "StreamSpecification",
          "TableName",
          "TimeToLiveSpecification");

  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "BillingMode",
          "ContributorInsightsSpecification",
          "DeletionProtectionEnabled",
          "OnDemandThroughput",
          "PointInTimeRecoverySpecification",
          "ProvisionedThroughput",
          "ResourcePolicy",
          "SSESpecification",
          "TableClass",
          "Tags",
          "WarmThroughput");

  private TableReader() {}

  static TableDefinition table(Resource resource, Intrinsics intrinsics) {
    var properties = resource.resolve(EFFECTIVE, WITHOUT_EFFECT, intrinsics);
    var stream = properties.mapping("StreamSpecification");
    return new TableDefinition(
        resource.logicalId(),
        properties.text("TableName", resource.logicalId()),
        attributeTypes(properties.required("AttributeDefinitions")),
        key(properties.required("KeySchema")),
        indexes(properties.items("GlobalSecondaryIndexes")),
        indexes(properties.items("LocalSecondaryIndexes")),
        stream.members().isEmpty() ? null : stream.required("StreamViewType").text(),
        timeToLiveAttribute(properties.mapping("TimeToLiveSpecification")));
  }

  private static Map<String, String> attributeTypes(Value definitions) {
    var types = new LinkedHashMap<String, String>();
    for (var definition : definitions.items()) {
      types.put(
          definition.mapping().required("AttributeName").text(),
          definition.mapping().required("AttributeType").text());
    }
    return types;
  }

  private static TableDefinition.Key key(Value schema) {
    String hash = null;
    String range = null;
    for (var element : schema.items()) {
      var name = element.mapping().required("AttributeName").text();
      var type = element.mapping().required("KeyType");
      switch (type.text()) {
        case "HASH" -> hash = only(hash, name, type);
        case "RANGE" -> range = only(range, name, type);
        default -> throw type.refused("there is no key type " + type.text());
      }
    }
    if (hash == null) {
      throw schema.refused("KeySchema has no HASH key");
    }
    return new TableDefinition.Key(hash, range);
  }

  private static String only(@Nullable String former, String name, Value type) {
    if (former != null) {
      throw type.refused("a second " + type.text() + " key is not supported");
    }
    return name;
  }

  private static List<TableDefinition.Index> indexes(List<Value> items) {
    return items.stream().map(Value::mapping).map(TableReader::index).toList();
  }

  private static TableDefinition.Index index(Value.Mapping index) {
    var projection = index.required("Projection").mapping();
    return new TableDefinition.Index(
        index.required("IndexName").text(),
        key(index.required("KeySchema")),
        projection.required("ProjectionType").text(),
        projection.texts("NonKeyAttributes"));
  }

  private static @Nullable String timeToLiveAttribute(Value.Mapping specification) {
    return specification.bool("Enabled", false)
        ? specification.required("AttributeName").text()
        : null;
  }
}
