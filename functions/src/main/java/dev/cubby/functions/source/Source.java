package dev.cubby.functions.source;

import dev.cubby.shared.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a user's data comes from: a user has as many sources as they name.
record Source(String userId, String name) {

  private static final String DEFAULT = "default";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~:@-]{1,128}");

  /// The source of that `name`, `default` if none is given.
  ///
  /// @throws ProblemException if the name is malformed
  static Source of(String userId, @Nullable String name) {
    if (name == null) {
      return new Source(userId, DEFAULT);
    }
    if (NAME.matcher(name).matches()) {
      return new Source(userId, name);
    }
    throw ProblemException.invalid(
        "name", "must have 1 to 128 characters out of A-Z a-z 0-9 . _ ~ : @ -");
  }
}
