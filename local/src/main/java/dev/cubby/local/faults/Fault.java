package dev.cubby.local.faults;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// What can go wrong with a call to DynamoDB. The number beside each is how often a
/// [FaultSchedule#seeded] makes it happen, compared with the others.
public enum Fault {
  /// It is carried out, and the connection is reset in place of an answer.
  LOST_ANSWER(4),
  /// It is carried out, and there is no answer.
  WITHHELD_ANSWER(1),
  /// It is carried out late, but in time.
  DELAY(1),
  /// It is not carried out, and there is no answer.
  HANG(1),
  /// It is not carried out, and the connection is reset.
  RESET(1),
  /// It is not carried out: DynamoDB answers 500.
  INTERNAL_ERROR(1),
  /// It is not carried out: DynamoDB throttles the table.
  TABLE_THROTTLING(1),
  /// It is not carried out: DynamoDB throttles the account.
  ACCOUNT_THROTTLING(1),
  /// A write is not carried out: a transaction has its item.
  CONFLICT(1),
  /// A transaction is not carried out, no part of it: another one has its first item. It does not
  /// happen to one that was carried out before and is sent again.
  CANCELLATION(2);

  private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");
  private static final Set<String> TRANSACTIONS = Set.of("TransactWriteItems", "TransactGetItems");

  private final int weight;

  Fault(int weight) {
    this.weight = weight;
  }

  /// What can go wrong with DynamoDB's `operation`, each as often as it shall happen.
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
