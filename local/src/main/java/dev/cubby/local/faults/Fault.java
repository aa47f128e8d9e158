package dev.cubby.local.faults;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

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
  CANCELLATION(2),
  /// Every second request of a batch has no effect: DynamoDB returns it as unprocessed.
  UNPROCESSED(4),
  /// A page of a Query has at most half of the items that the call asks for, and a position.
  SHORT_PAGE(4);

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

  /// Whether a call of DynamoDB's `operation` can fail this way.
  boolean concerns(String operation) {
    return switch (this) {
      case CONFLICT -> Operations.ITEM_WRITES.contains(operation);
      case CANCELLATION -> Operations.TRANSACTIONS.contains(operation);
      case UNPROCESSED -> Operations.BATCHES.contains(operation);
      case SHORT_PAGE -> operation.equals("Query");
      default -> true;
    };
  }
}
