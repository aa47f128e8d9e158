package dev.cubby.functions.source;

import org.jspecify.annotations.Nullable;

/// Where a user's data comes from: a user has as many sources as they name.
///
/// @param name is a [#NAME]
record Source(String userId, String name) {

  /// The names that sources can have, as a regular expression.
  static final String NAME = "[A-Za-z0-9._~:@-]{1,128}";

  /// What is wrong with a name that is none.
  static final String NAME_RULE = "must have 1 to 128 characters from A-Z a-z 0-9 . _ ~ : @ -";

  private static final String DEFAULT = "default";

  /// The source of that `name`, `default` if none is given.
  static Source of(String userId, @Nullable String name) {
    return new Source(userId, name == null ? DEFAULT : name);
  }
}
