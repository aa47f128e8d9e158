package dev.cubby.shared.owned;

import static dev.cubby.shared.owned.LineResult.Outcome.CREATED;
import static dev.cubby.shared.owned.LineResult.Outcome.DIFFERS;
import static dev.cubby.shared.owned.LineResult.Outcome.REPLACED;
import static dev.cubby.shared.owned.LineResult.Outcome.SKIPPED;

import dev.cubby.shared.dynamodb.Amendments;
import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.dynamodb.Changes;
import dev.cubby.shared.dynamodb.Changes.Change;
import dev.cubby.shared.dynamodb.Copies;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.ReferencedItems;
import dev.cubby.shared.dynamodb.RetryOnConflict;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.dynamodb.VersionedItems.Written;
import dev.cubby.shared.dynamodb.Write;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The things of one kind in DynamoDB. Each method makes one call unless [VersionedItems] or the
/// method states otherwise.
public final class OwnedStore<T> {

  /// The things that were `found`, by id, and the ids that were not read.
  record Selection<T>(Map<String, Owned<T>> found, List<String> unread) {}

  private final OwnedKind<T> kind;
  private final Table table;
  private final VersionedItems items;
  private final Changes changes;
  private final Amendments amendments;
  private final Copies copies;

  public OwnedStore(OwnedKind<T> kind, Table table) {
    this.kind = kind;
    this.table = table;
    this.items = new VersionedItems(table);
    this.changes = new Changes(table);
    this.amendments = new Amendments(table);
    this.copies = new Copies(table);
  }

  /// Reads a thing, strongly consistently.
  public Optional<Owned<T>> find(String userId, String id, Instant time) {
    return items.get(kind.key(userId, id), time).map(kind::read);
  }

  /// Reads up to 100 things with different `ids` as of one moment, as [VersionedItems#snapshot]
  /// does.
  Selection<T> findAll(String userId, List<String> ids, Instant time) {
    var snapshot = items.snapshot(ids.stream().map(id -> kind.key(userId, id)).toList(), time);
    var found = new HashMap<String, Owned<T>>();
    snapshot.found().forEach((key, item) -> found.put(kind.idOf(key), kind.read(item)));
    return new Selection<>(found, snapshot.unread().stream().map(kind::idOf).toList());
  }

  /// Creates a thing. Returns Created or Exists; for a repeated request, Created with the first
  /// result.
  Outcome<Owned<T>> create(Draft<T> draft, Idempotency idempotency) {
    return outcome(items.create(kind.write(draft), idempotency), draft.content());
  }

  /// Writes the next version of a thing, or creates it if `precondition` allows. Returns Created,
  /// Updated, Absent or Mismatch.
  public Outcome<Owned<T>> write(Draft<T> draft, Precondition precondition) {
    return outcome(items.write(kind.write(draft), precondition), draft.content());
  }

  /// Replaces a thing's content by a `change` of it and keeps the expiry. Returns Updated, with as
  /// much of the content as the response shows, Absent or Mismatch. Makes the calls of [Changes].
  public Outcome<Owned<T>> change(
      String userId,
      String id,
      Instant time,
      OfExisting precondition,
      Idempotency idempotency,
      UnaryOperator<T> change) {
    return changes
        .apply(
            kind.key(userId, id),
            time,
            precondition,
            idempotency,
            item -> {
              var thing = kind.read(item);
              var content = change.apply(thing.content());
              var expiresAt = thing.revision().expiresAt();
              return new Change(
                  kind.write(new Draft<>(userId, id, content, time, expiresAt)),
                  kind.toAttributes(kind.writtenPart(content)));
            })
        .map(kind::read);
  }

  /// Puts a thing from an export back, with its revision, unless something is there. If that is the
  /// thing itself, nothing changes. Anything else stays, or, if the import `replaces`, gives way to
  /// the thing with a new incarnation: one more call, both again if another write is faster. An
  /// import that replaces takes a thing of another incarnation for the same.
  Restored restore(String userId, Owned<T> thing, boolean replaces, Instant time) {
    var revision = thing.revision();
    Function<T, Write> write =
        content -> kind.write(new Draft<>(userId, thing.id(), content, time, revision.expiresAt()));
    return RetryOnConflict.until(() -> {
      var there = copies.create(write.apply(thing.content()), revision).map(kind::read);
      if (there.isEmpty()) {
        return Optional.of(new Restored(CREATED, revision.etag()));
      }
      var current = there.get().revision().etag();
      boolean isSame =
          Objects.equals(kind.exported(there.get().content()), kind.exported(thing.content()))
              && there.get().hasTimesOf(thing)
              && (replaces || current.equals(revision.etag()));
      if (isSame || !replaces) {
        return Optional.of(new Restored(isSame ? SKIPPED : DIFFERS, current));
      }
      var content = kind.replacing(there.get().content(), thing.content(), time);
      return copies
          .replace(write.apply(content), revision, current)
          .map(tag -> new Restored(REPLACED, tag));
    });
  }

  /// Deletes a thing. Returns Deleted, Absent or Mismatch.
  public Outcome<Key> delete(String userId, String id, Instant time, OfExisting precondition) {
    return items.delete(kind.key(userId, id), time, precondition);
  }

  /// Returns the things whose ids begin with `prefix`, ordered by id, eventually consistently.
  public Page<Owned<T>> list(String userId, String prefix, PageRequest page, Instant time) {
    var partition = kind.partition(userId);
    var range = KeyRange.beginningWith(Index.TABLE, partition, kind.prefix() + prefix);
    return list(userId, range, page, time);
  }

  /// Returns the things with ids from `first` to `last`, ordered by id, eventually consistently.
  public Page<Owned<T>> between(
      String userId, String first, String last, PageRequest page, Instant time) {
    var partition = kind.partition(userId);
    var range =
        KeyRange.between(Index.TABLE, partition, kind.prefix() + first, kind.prefix() + last);
    return list(userId, range, page, time);
  }

  /// Returns the index keys that begin with `prefix`, in order, eventually consistently. Reads the
  /// index only, which contains only keys.
  public Page<String> indexKeys(String userId, String prefix, PageRequest page, Instant time) {
    return table.list(index(userId, prefix), page, time).map(item -> item.text("GSI1SK"));
  }

  /// Returns the things whose index keys begin with `prefix`, ordered by index key, eventually
  /// consistently: a Query of the index, and [ReferencedItems#read]. The index is updated later
  /// than the thing, which may no longer match.
  public Page<Owned<T>> listByIndex(String userId, String prefix, PageRequest page, Instant time) {
    var entries = table.list(index(userId, prefix), page, time);
    return ReferencedItems.read(table, entries, Key::of, time).map(kind::read);
  }

  /// Returns the things with entries in `range`, ordered by entry, eventually consistently, as
  /// [#listByIndex] does. Leaves out what has another entry by now.
  public Page<Owned<T>> listByEntry(
      String userId, EntryRange range, PageRequest page, Instant time) {
    var entries = table.list(listing(userId, range), page, time);
    return ReferencedItems.read(table, entries, Key::of, time)
        .filter(range::isEntryOf)
        .map(kind::read);
  }

  /// Returns the ids of the things with entries in `range`, ordered by entry, eventually
  /// consistently. Reads the index only.
  public Page<String> idsByEntry(String userId, EntryRange range, PageRequest page, Instant time) {
    return table.list(listing(userId, range), page, time).map(item -> kind.idOf(Key.of(item)));
  }

  /// Whether the user has nothing of this kind, strongly consistently. As [Amendments#isEmpty].
  public boolean isEmpty(String userId, Instant time) {
    return amendments.isEmpty(all(userId), time);
  }

  /// Reads the things after `page`'s position, strongly consistently, and gives each the entries in
  /// the indexes that the kind says and it lacks. Changes neither its version nor its times. A
  /// Query, and a call for each thing that lacks one.
  public Page<Owned<T>> reindex(String userId, PageRequest page, Instant time) {
    return amendments
        .apply(
            all(userId),
            item -> {
              var thing = kind.read(item);
              return kind.entries(userId, thing.id(), thing.content());
            },
            page,
            time)
        .map(kind::read);
  }

  private Listing all(String userId) {
    return listing(
        userId, KeyRange.beginningWith(Index.TABLE, kind.partition(userId), kind.prefix()));
  }

  private Listing listing(String userId, EntryRange range) {
    return new Listing(
        range.keys(),
        item -> item.binary(range.index().sort()).toString(),
        position -> {
          var entry = Binary.parse(position).orElseThrow();
          return kind.key(userId, range.idOf().apply(entry).orElseThrow())
              .toAttributes()
              .with(range.index().partition(), range.partition())
              .with(range.index().sort(), entry);
        });
  }

  private Page<Owned<T>> list(String userId, KeyRange range, PageRequest page, Instant time) {
    return table.list(listing(userId, range), page, time).map(kind::read);
  }

  private Listing listing(String userId, KeyRange range) {
    return new Listing(
        range, item -> kind.idOf(Key.of(item)), id -> kind.key(userId, id).toAttributes());
  }

  private Listing index(String userId, String prefix) {
    var partition = kind.indexPartition(userId);
    return new Listing(
        KeyRange.beginningWith(Index.GSI1, partition, prefix),
        item -> item.text("GSI1SK"),
        indexKey ->
            kind.key(userId, kind.idOfIndexKey(indexKey))
                .toAttributes()
                .with("GSI1PK", partition)
                .with("GSI1SK", indexKey));
  }

  private Outcome<Owned<T>> outcome(Outcome<Written> outcome, T content) {
    return outcome.map(
        written -> new Owned<>(kind.idOf(written.key()), content, written.revision()));
  }
}
