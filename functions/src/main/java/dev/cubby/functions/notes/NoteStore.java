package dev.cubby.functions.notes;

import dev.cubby.functions.Period;
import dev.cubby.shared.dynamodb.Deletion;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Update;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.Optional;

/// The notes in DynamoDB. One method per access pattern, one call in each but the search by title.
final class NoteStore {

  private final VersionedItems items;

  NoteStore(Table table) {
    this.items = new VersionedItems(table, NoteItem.ATTRIBUTES);
  }

  Optional<Note> find(String userId, String id, Instant time) {
    return items.get(NoteItem.key(userId, id), time).map(NoteItem::toNote);
  }

  /// Returns the note, which the same request may have made before.
  Note create(Draft draft, Idempotency idempotency) {
    var made = items.createNew(draft.toWrite(), idempotency);
    return new Note(NoteItem.idOf(made.key()), draft.title(), draft.content(), made.revision());
  }

  Update replace(Draft draft, OfExisting precondition) {
    return items.update(draft.toWrite(), precondition);
  }

  Deletion delete(String userId, String id, Instant time, OfExisting precondition) {
    return items.delete(NoteItem.key(userId, id), time, precondition);
  }

  /// The notes of a user that were made in a `period`, in the order of their creation.
  Page<Note> list(String userId, Period period, PageRequest page, Instant time) {
    return items.list(NoteItem.byTime(userId, period), page, time).map(NoteItem::toNote);
  }

  /// The notes of a user whose titles begin with a prefix, in the order of their titles: a query
  /// for their ids, and one read of them all. The index may not know yet that a title has changed:
  /// the note itself is asked once more.
  Page<Note> search(String userId, TitlePrefix prefix, PageRequest page, Instant time) {
    return items
        .listReferenced(NoteItem.byTitle(userId, prefix), Key::of, page, time)
        .map(NoteItem::toNote)
        .filter(note -> prefix.isPrefixOf(note.title()));
  }
}
