package dev.cubby.functions.keys;

import dev.cubby.shared.auth.Caller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What the authorizer and [ReconcileGatewayKeys] need of a key. `gatewayKeyId` is its id in API
/// Gateway.
record KnownKey(Caller caller, String gatewayKeyId, @Nullable LocalDate lastUsedOn) {

  /// Whether the stored date of last use is `date`.
  boolean wasUsedOn(LocalDate date) {
    return date.equals(lastUsedOn);
  }
}
