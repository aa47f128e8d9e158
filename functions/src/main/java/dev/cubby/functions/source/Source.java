package dev.cubby.functions.source;

import org.jspecify.annotations.Nullable;

/// A source of a user's data. A user can have any number of sources, by name.
///
/// @param name matches [#NAME]
record Source(String userId, String name) {

  /// The regular expression of source names.
  static final String NAME = "[A-Za-z0-9._~:@-]{1,128}";

  /// The message for an invalid name.
  static final String NAME_RULE = "must have 1 to 128 characters from A-Z a-z 0-9 . _ ~ : @ -";

  private static final String DEFAULT = "default";

  /// Returns the source `name`, or `default` if it is null.
  static Source of(String userId, @Nullable String name) {
    return new Source(userId, name == null ? DEFAULT : name);
  }
}
