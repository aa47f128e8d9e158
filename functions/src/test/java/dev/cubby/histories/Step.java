package dev.cubby.histories;

import java.util.BitSet;

/// An effect of an operation: the one that its response shows, if it is `answered`, or one that no
/// response shows and that may not have happened.
///
/// @param answer the step of the operation's response; -1 if its outcome is unknown
/// @param before the step without a response that comes before this one; -1 if there is none
record Step(Operation operation, boolean answered, int answer, int before) {

  /// Whether it can take effect after the steps that are `done`.
  boolean isInTime(BitSet done, Allowance allowance) {
    return answer < 0
        || !done.get(answer)
        || (allowance == Allowance.LATE_ATTEMPTS && operation.canBeLate());
  }
}
