package dev.cubby.functions.notes;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.owned.OwnedKind;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// Notes. The index contains the notes that have a title, by title.
public final class NoteKind extends OwnedKind<Note> {

  public NoteKind() {
    super("note", Note.class);
  }

  @Override
  protected Attributes toAttributes(Note note) {
    return Attributes.NONE.with("title", note.title()).with("content", note.content());
  }

  @Override
  protected Note toContent(Attributes stored) {
    return new Note(stored.text("title"), stored.text("content"));
  }

  @Override
  protected @Nullable String indexKey(String id, Note note) {
    return note.title().isEmpty() ? null : TitleIndexKey.of(note.title(), id);
  }

  @Override
  protected String idOfIndexKey(String indexKey) {
    return TitleIndexKey.idOf(indexKey);
  }

  @Override
  protected void check(String id, Note note) {
    int size = ItemSize.utf8(note.content());
    if (size > Note.MAX_CONTENT_BYTES) {
      throw new ProblemException(new TooLarge("The content", Note.MAX_CONTENT_BYTES, size));
    }
  }
}
