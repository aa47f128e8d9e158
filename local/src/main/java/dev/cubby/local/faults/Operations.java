package dev.cubby.local.faults;

import java.util.Set;

/// The operations of DynamoDB on items, by kind.
final class Operations {

  /// Writes of one item, outside a transaction.
  static final Set<String> ITEM_WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");

  static final Set<String> TRANSACTIONS = Set.of("TransactWriteItems", "TransactGetItems");

  static final Set<String> BATCHES = Set.of("BatchGetItem", "BatchWriteItem");

  /// All writes.
  static final Set<String> WRITES =
      Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");

  /// All reads but Scan.
  static final Set<String> READS = Set.of("GetItem", "Query", "BatchGetItem", "TransactGetItems");

  private Operations() {}
}
