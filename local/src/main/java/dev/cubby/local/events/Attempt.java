package dev.cubby.local.events;

import java.util.List;

/// Records to send together, with their history. Splitting a batch uses no retry.
///
/// @param invocations how often the records were sent, alone or with others
/// @param retries how many of these were retries of the same records
/// @param functionError whether the last invocation threw
record Attempt(List<StreamRecord> records, int invocations, int retries, boolean functionError) {

  static Attempt first(List<StreamRecord> records) {
    return new Attempt(records, 0, 0, false);
  }

  Attempt invoked(boolean functionError) {
    return new Attempt(records, invocations + 1, retries, functionError);
  }

  Attempt retried() {
    return new Attempt(records, invocations, retries + 1, functionError);
  }

  /// The records from `index` on.
  Attempt from(int index) {
    return new Attempt(records.subList(index, records.size()), invocations, retries, functionError);
  }

  /// The records before `index`.
  Attempt to(int index) {
    return new Attempt(records.subList(0, index), invocations, retries, functionError);
  }
}
