package dev.cubby.functions.source;

import dev.cubby.shared.audit.Action;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The API's representation of an action.
record ActionDocument(
    String id,
    Instant time,
    String userId,
    String keyId,
    @Nullable String by,
    @Nullable String name,
    String action) {

  static ActionDocument of(Action action) {
    return new ActionDocument(
        action.id(),
        action.time(),
        action.userId(),
        action.keyId(),
        action.by(),
        action.name().isEmpty() ? null : action.name(),
        action.what());
  }
}
