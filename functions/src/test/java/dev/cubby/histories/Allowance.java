package dev.cubby.histories;

/// What a history may need to be linearizable. Each allows what the ones before allow.
enum Allowance {
  /// Each request takes effect once, or not at all if its response says so or leaves it open.
  NONE,

  /// The SDK repeats a call whose response is lost. If another client has written since, the
  /// request takes effect again, or is refused although it took effect; a DELETE that finds nothing
  /// returns 204 ([what is not promised](../../../../../../../docs/reliability.md#what-is-not)).
  REPEATED_ATTEMPTS,

  /// DynamoDB executes an attempt without `If-Match` after the SDK has given up
  /// ([likewise](../../../../../../../docs/reliability.md#what-is-not)). The fault proxy never does
  /// this; a machine that stalls can.
  LATE_ATTEMPTS
}
