package dev.cubby.functions.source;

import java.time.Instant;

/// The API's representation of an action.
record ActionDocument(
    String id, Instant time, String userId, String keyId, String name, String action) {

  static ActionDocument of(Action action) {
    return new ActionDocument(
        action.id(),
        action.time(),
        action.source().userId(),
        action.keyId(),
        action.source().name(),
        action.what());
  }
}
