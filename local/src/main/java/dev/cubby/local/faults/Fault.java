package dev.cubby.local.faults;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// A failure of a call to DynamoDB. The number of each is its relative frequency in
/// [FaultSchedule#seeded].
public enum Fault {
  /// The call takes effect; the connection is reset instead of a response.
  LOST_ANSWER(4),
  /// The call takes effect; no response arrives.
  WITHHELD_ANSWER(1),
  /// The call takes effect late, but within the timeout.
  DELAY(1),
  /// The call has no effect; no response arrives.
  HANG(1),
  /// The call has no effect; the connection is reset.
  RESET(1),
  /// The call has no effect: DynamoDB returns 500.
  INTERNAL_ERROR(1),
  /// The call has no effect: DynamoDB throttles the table.
  TABLE_THROTTLING(1),
  /// The call has no effect: DynamoDB throttles the account.
  ACCOUNT_THROTTLING(1),
  /// A write has no effect: it conflicts with a transaction.
  CONFLICT(1),
  /// A transaction has no effect: it conflicts with another one in its first item. The retry of a
  /// transaction that took effect does not fail this way.
  CANCELLATION(2);

  private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");
  private static final Set<String> TRANSACTIONS = Set.of("TransactWriteItems", "TransactGetItems");

  private final int weight;

  Fault(int weight) {
    this.weight = weight;
  }

  /// The faults of DynamoDB's `operation`, each as many times as its frequency.
  static List<Fault> of(String operation) {
    return Arrays.stream(values())
        .filter(fault -> fault.concerns(operation))
        .flatMap(fault -> Collections.nCopies(fault.weight, fault).stream())
        .toList();
  }

  private boolean concerns(String operation) {
    return switch (this) {
      case CONFLICT -> WRITES.contains(operation);
      case CANCELLATION -> TRANSACTIONS.contains(operation);
      default -> true;
    };
  }
}
