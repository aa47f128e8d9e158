package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Index;

/// A declared index of a collection in one of the table's indexes.
///
/// @param table the table's index, which the collection uses for one declared index at a time
/// @param generation random for each declaration, so that entries of a former index in `table`
///   never appear in this one
record Slot(Index table, String name, IndexDefinition index, String generation, Phase phase) {

  /// What has been done since the index was declared.
  enum Phase {
    /// Not every document has its entry yet.
    FILLING,
    /// Every document has its entry.
    READY,
    /// The index is no longer declared, but documents may still have entries.
    CLEANING
  }

  boolean isDeclared() {
    return phase != Phase.CLEANING;
  }

  Slot in(Phase next) {
    return new Slot(table, name, index, generation, next);
  }
}
