package dev.cubby.shared.dynamodb;

import org.jspecify.annotations.Nullable;

/// The primary key and the indexes, which queries use. The sort keys of `IX1` to `IX4` are binary.
public enum Index {
  TABLE(null, "PK", "SK"),
  GSI1("GSI1", "GSI1PK", "GSI1SK"),
  IX1("IX1", "IX1PK", "IX1SK"),
  IX2("IX2", "IX2PK", "IX2SK"),
  IX3("IX3", "IX3PK", "IX3SK"),
  IX4("IX4", "IX4PK", "IX4SK");

  private final @Nullable String indexName;
  private final String partition;
  private final String sort;

  Index(@Nullable String indexName, String partition, String sort) {
    this.indexName = indexName;
    this.partition = partition;
    this.sort = sort;
  }

  /// Returns the name of the attribute with the partition key.
  public String partition() {
    return partition;
  }

  /// Returns the name of the attribute with the sort key.
  public String sort() {
    return sort;
  }

  /// Returns the index's name; null for the table itself.
  @Nullable String indexName() {
    return indexName;
  }
}
