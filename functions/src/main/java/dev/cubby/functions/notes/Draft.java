package dev.cubby.functions.notes;

import static java.util.Objects.requireNonNullElse;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Write;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a POST or PUT wants to be stored, and until when.
record Draft(
    String userId,
    String id,
    String title,
    String content,
    Instant time,
    @Nullable Instant expiresAt) {

  /// How many bytes of UTF-8 a content can have: 100 KB.
  static final int MAX_CONTENT_BYTES = 100 * 1024;

  static Draft of(String userId, String id, Request request) {
    var expiresAt = request.expiry();
    var body = request.body(Body.class);
    var title = requireNonNullElse(body.title(), "");
    var content = requireNonNullElse(body.content(), "");
    int size = ItemSize.utf8(content);
    if (size > MAX_CONTENT_BYTES) {
      throw new ProblemException(new TooLarge("The content", MAX_CONTENT_BYTES, size));
    }
    return new Draft(userId, id, title, content, request.time(), expiresAt);
  }

  Write toWrite() {
    return new Write(
        NoteItem.key(userId, id), NoteItem.attributes(userId, id, title, content), time, expiresAt);
  }

  Note toNote(Revision revision) {
    return new Note(id, title, content, revision);
  }
}
