package dev.cubby.shared.dynamodb;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A new state of an item at `time`: key, attributes of the resource, and expiry. An update removes
/// null attributes.
public record Write(Key key, Attributes attributes, Instant time, @Nullable Instant expiresAt) {

  /// Returns the whole item of a first version.
  public Attributes firstVersion(String writeId) {
    return attributes
        .with(key.toAttributes())
        .with(VersionAttributes.first(time, expiresAt, writeId));
  }
}
