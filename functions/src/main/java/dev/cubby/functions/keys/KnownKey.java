package dev.cubby.functions.keys;

import dev.cubby.shared.auth.Caller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The data that the authorizer needs of a key.
record KnownKey(Caller caller, @Nullable LocalDate lastUsedOn) {

  /// Whether the stored date of last use is `date`.
  boolean wasUsedOn(LocalDate date) {
    return date.equals(lastUsedOn);
  }
}
