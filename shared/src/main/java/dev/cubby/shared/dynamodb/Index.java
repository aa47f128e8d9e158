package dev.cubby.shared.dynamodb;

import org.jspecify.annotations.Nullable;

/// The primary key and the index, which queries use.
public enum Index {
  TABLE(null, "PK", "SK"),
  GSI1("GSI1", "GSI1PK", "GSI1SK");

  private final @Nullable String indexName;
  private final String isPartition;
  private final String beginsWithPrefix;
  private final String isBetween;

  Index(@Nullable String indexName, String partition, String sort) {
    this.indexName = indexName;
    this.isPartition = partition + " = :partition";
    this.beginsWithPrefix = " AND begins_with(" + sort + ", :prefix)";
    this.isBetween = " AND " + sort + " BETWEEN :first AND :last";
  }

  /// Returns the index's name; null for the table itself.
  @Nullable String indexName() {
    return indexName;
  }

  String isPartition() {
    return isPartition;
  }

  String beginsWithPrefix() {
    return beginsWithPrefix;
  }

  String isBetween() {
    return isBetween;
  }
}
