package dev.cubby.shared.dynamodb;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A state to be written at `time`: the key, the attributes of the resource, and when it expires.
/// An update removes the attributes that are null.
public record Write(Key key, Attributes attributes, Instant time, @Nullable Instant expiresAt) {

  /// The whole item of a first version.
  public Attributes firstVersion(String writeId) {
    return attributes
        .with(key.toAttributes())
        .with(VersionAttributes.first(time, expiresAt, writeId));
  }
}
