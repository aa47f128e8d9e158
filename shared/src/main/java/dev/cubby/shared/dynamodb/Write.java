package dev.cubby.shared.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A state of a thing to be written at `time`, until it expires: its key, and the `attributes` of
/// its resource's own.
public record Write(
    Key key, Map<String, AttributeValue> attributes, Instant time, @Nullable Instant expiresAt) {

  /// The whole item of a first version.
  public Map<String, AttributeValue> firstVersion(String writeId) {
    var item = new HashMap<>(attributes);
    item.putAll(key.toAttributes());
    item.putAll(Stamp.first(time, expiresAt, writeId));
    return item;
  }
}
