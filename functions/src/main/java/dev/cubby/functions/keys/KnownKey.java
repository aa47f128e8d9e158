package dev.cubby.functions.keys;

import dev.cubby.shared.auth.Caller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What the authorizer needs to know of a key.
record KnownKey(Caller caller, @Nullable LocalDate lastUsedOn) {

  /// Whether the key was used on `date` for all that is stored.
  boolean wasUsedOn(LocalDate date) {
    return date.equals(lastUsedOn);
  }
}
