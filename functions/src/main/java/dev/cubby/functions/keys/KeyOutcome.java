package dev.cubby.functions.keys;

import dev.cubby.shared.version.ETag;

/// The ends that a change of a key can come to.
sealed interface KeyOutcome extends Rotation {

  /// It took place: the key as it is now, the new one if there is one, or as it was before it was
  /// deleted.
  record Done(StoredKey key) implements KeyOutcome {}

  /// The key is not in the state that the request stated.
  record Moved(ETag current) implements KeyOutcome {}

  record Absent() implements KeyOutcome {}
}
