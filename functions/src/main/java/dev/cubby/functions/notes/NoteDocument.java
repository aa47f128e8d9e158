package dev.cubby.functions.notes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A note as the API shows it.
record NoteDocument(
    String id,
    String title,
    String content,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt) {

  static NoteDocument of(Note note) {
    var revision = note.revision();
    return new NoteDocument(
        note.id(),
        note.title(),
        note.content(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.expiresAt());
  }
}
