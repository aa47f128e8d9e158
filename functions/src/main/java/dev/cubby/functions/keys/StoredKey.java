package dev.cubby.functions.keys;

import dev.cubby.shared.version.Revision;
import dev.cubby.shared.version.Versioned;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An API key as stored, identified by its hash. `gatewayKeyId` is its id in API Gateway,
/// `replacedBy` the id of the key that replaced it.
record StoredKey(
    String hash,
    String userId,
    String keyId,
    String gatewayKeyId,
    Settings settings,
    Revision revision,
    @Nullable LocalDate lastUsedOn,
    @Nullable String replacedBy)
    implements Versioned {

  StoredKey with(Settings changed, Revision changedRevision) {
    return new StoredKey(
        hash, userId, keyId, gatewayKeyId, changed, changedRevision, lastUsedOn, replacedBy);
  }

  StoredKey boundTo(String otherGatewayKeyId) {
    return new StoredKey(
        hash, userId, keyId, otherGatewayKeyId, settings, revision, lastUsedOn, replacedBy);
  }

  StoredKey replacedBy(String otherKeyId) {
    return new StoredKey(
        hash, userId, keyId, gatewayKeyId, settings, revision, lastUsedOn, otherKeyId);
  }
}
