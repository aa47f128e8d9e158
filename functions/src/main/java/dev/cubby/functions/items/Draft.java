package dev.cubby.functions.items;

import dev.cubby.shared.dynamodb.Write;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.version.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a POST or PUT wants to be stored, and until when.
record Draft(String userId, String id, Body body, Instant time, @Nullable Instant expiresAt) {

  static Draft of(String userId, String id, Request request) {
    var expiresAt = request.expiry();
    return new Draft(userId, id, request.body(Body.class), request.time(), expiresAt);
  }

  Write toWrite() {
    return new Write(ItemItem.key(userId, id), ItemItem.attributes(body), time, expiresAt);
  }

  Item toItem(Revision revision) {
    return new Item(id, body, revision);
  }
}
