package dev.cubby.shared.owned;

import dev.cubby.shared.problem.FieldError;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the line `line` of an import ended, counted from 1.
///
/// @param etag the tag of the thing that is there now; null if the line did not get that far
/// @param errors why the line is invalid
record LineResult(
    int line, Outcome outcome, @Nullable String etag, @Nullable List<FieldError> errors) {

  enum Outcome {
    /// Nothing was there.
    CREATED,
    /// Something else was there, and the request replaces.
    REPLACED,
    /// The thing of the line is there already.
    SKIPPED,
    /// The thing of the line has expired, so that there is nothing to write.
    EXPIRED,
    /// Something else is there, and stays.
    DIFFERS,
    /// The line is no line of an export.
    INVALID,
    /// The database failed, or time ran out, before the line ended.
    UNAVAILABLE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
