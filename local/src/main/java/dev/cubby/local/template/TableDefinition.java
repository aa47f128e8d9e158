package dev.cubby.local.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A DynamoDB table of the template.
///
/// @param tableName `TableName`, or else the logical id
/// @param attributeTypes `S`, `N` or `B` by the name of a key attribute
/// @param streamViewType null if the table has no stream
/// @param timeToLiveAttribute null if items do not expire
public record TableDefinition(
    String logicalId,
    String tableName,
    Map<String, String> attributeTypes,
    Key key,
    List<Index> globalIndexes,
    List<Index> localIndexes,
    @Nullable String streamViewType,
    @Nullable String timeToLiveAttribute) {

  /// The attributes of a key, by name.
  public record Key(String hash, @Nullable String range) {}

  /// A secondary index.
  ///
  /// @param projectionType `ALL`, `KEYS_ONLY` or `INCLUDE`
  /// @param nonKeyAttributes the attributes that `INCLUDE` projects besides the keys
  public record Index(String name, Key key, String projectionType, List<String> nonKeyAttributes) {}

  /// The same table under another name.
  public TableDefinition withTableName(String tableName) {
    return new TableDefinition(
        logicalId,
        tableName,
        attributeTypes,
        key,
        globalIndexes,
        localIndexes,
        streamViewType,
        timeToLiveAttribute);
  }

  /// The same table without a stream.
  public TableDefinition withoutStream() {
    return new TableDefinition(
        logicalId,
        tableName,
        attributeTypes,
        key,
        globalIndexes,
        localIndexes,
        null,
        timeToLiveAttribute);
  }
}
