package dev.cubby.functions.users;

import dev.cubby.shared.version.ETag;

/// The ends that writes of users can come to. [Signup], [ProfileChange] and [Removal] say which
/// write can come to which.
interface UserOutcome {

  record Created(User user) implements Signup {}

  /// Another user has this email address.
  record EmailTaken() implements Signup, ProfileChange {}

  record Updated(User user) implements ProfileChange {}

  /// The user as they were last.
  record Deleted(User user) implements Removal {}

  /// The user is not in the state that the request stated.
  record Moved(ETag current) implements ProfileChange, Removal {}

  record Absent() implements ProfileChange, Removal {}
}
