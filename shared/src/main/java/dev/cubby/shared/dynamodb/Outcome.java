package dev.cubby.shared.dynamodb;

import dev.cubby.shared.version.Revision;

/// The ends that writes can come to. [Creation], [Replacement], [Update] and [Deletion] say which
/// write can come to which.
public interface Outcome {

  /// It is new, under this key.
  record Created(Key key, Revision revision) implements Creation, Replacement {}

  /// There is one already.
  record Exists(Revision current) implements Creation {}

  /// It has a new version.
  record Replaced(Revision revision) implements Update {}

  /// It is gone.
  record Deleted() implements Deletion {}

  /// There was none.
  record Absent() implements Update, Deletion {}

  /// It is not in the state that the request stated.
  record Changed(Revision current) implements Update, Deletion {}
}
