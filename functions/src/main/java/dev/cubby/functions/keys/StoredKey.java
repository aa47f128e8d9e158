package dev.cubby.functions.keys;

import dev.cubby.shared.version.Revision;
import dev.cubby.shared.version.Versioned;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An API key as stored: its hash stands for it. `gatewayKeyId` is API Gateway's own id of it,
/// `replacedBy` the id of the key that was put in its place.
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
