package dev.cubby.shared.dynamodb;

import org.jspecify.annotations.Nullable;

/// What can be queried: the table by its primary key, or its index.
public enum Index {
  TABLE(null, "PK", "SK"),
  GSI1("GSI1", "GSI1PK", "GSI1SK");

  private final @Nullable String indexName;
  private final String whole;
  private final String prefixed;

  Index(@Nullable String indexName, String partition, String sort) {
    this.indexName = indexName;
    this.whole = partition + " = :partition";
    this.prefixed = whole + " AND begins_with(" + sort + ", :prefix)";
  }

  /// Null for the table itself.
  @Nullable String indexName() {
    return indexName;
  }

  /// The condition on `:partition` and, as DynamoDB takes no empty one, `:prefix`.
  String keyCondition(String prefix) {
    return prefix.isEmpty() ? whole : prefixed;
  }
}
