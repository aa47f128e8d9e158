package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Changes;
import dev.cubby.shared.dynamodb.Changes.Change;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.dynamodb.VersionedItems.Written;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The things of one kind in DynamoDB. Each method makes one call unless [VersionedItems] or the
/// method states otherwise.
public final class OwnedStore<T> {
  private final Schema<T> schema;
  private final VersionedItems items;
  private final Changes changes;

  public OwnedStore(Schema<T> schema, Table table) {
    this.schema = schema;
    this.items = new VersionedItems(table);
    this.changes = new Changes(table);
  }

  /// Reads a thing, strongly consistently.
  public Optional<Owned<T>> find(String userId, String id, Instant time) {
    return items.get(schema.key(userId, id), time).map(schema::read);
  }

  /// Creates a thing. Returns Created or Exists; for a repeated request, Created with the first
  /// result.
  Outcome<Owned<T>> create(Draft<T> draft, Idempotency idempotency) {
    return outcome(items.create(schema.write(draft), idempotency), draft.content());
  }

  /// Writes the next version of a thing, or creates it if `precondition` allows. Returns Created,
  /// Updated, Absent or Mismatch.
  Outcome<Owned<T>> write(Draft<T> draft, Precondition precondition) {
    return outcome(items.write(schema.write(draft), precondition), draft.content());
  }

  /// Replaces a thing's content by a `change` of it and keeps the expiry. Returns Updated, with as
  /// much of the content as the response shows, Absent or Mismatch. Makes the calls of [Changes].
  Outcome<Owned<T>> change(
      String userId,
      String id,
      Instant time,
      OfExisting precondition,
      Idempotency idempotency,
      UnaryOperator<T> change) {
    return changes
        .apply(
            schema.key(userId, id),
            time,
            precondition,
            idempotency,
            item -> {
              var thing = schema.read(item);
              var content = change.apply(thing.content());
              var expiresAt = thing.revision().expiresAt();
              return new Change(
                  schema.write(new Draft<>(userId, id, content, time, expiresAt)),
                  schema.toAttributes(schema.writtenPart(content)));
            })
        .map(schema::read);
  }

  /// Deletes a thing. Returns Deleted, Absent or Mismatch.
  Outcome<Key> delete(String userId, String id, Instant time, OfExisting precondition) {
    return items.delete(schema.key(userId, id), time, precondition);
  }

  /// Returns the things whose ids begin with `prefix`, ordered by id, eventually consistently.
  public Page<Owned<T>> list(String userId, String prefix, PageRequest page, Instant time) {
    var partition = UserPartition.of(userId);
    var range = KeyRange.beginningWith(Index.TABLE, partition, schema.prefix() + prefix);
    return list(userId, range, page, time);
  }

  /// Returns the things with ids from `first` to `last`, ordered by id, eventually consistently.
  public Page<Owned<T>> between(
      String userId, String first, String last, PageRequest page, Instant time) {
    var partition = UserPartition.of(userId);
    var range =
        KeyRange.between(Index.TABLE, partition, schema.prefix() + first, schema.prefix() + last);
    return list(userId, range, page, time);
  }

  /// Returns the index keys that begin with `prefix`, in order, eventually consistently. Reads the
  /// index only, which contains only keys.
  public Page<String> indexKeys(String userId, String prefix, PageRequest page, Instant time) {
    return items.list(index(userId, prefix), page, time).map(item -> item.text("GSI1SK"));
  }

  /// Returns the things whose index keys begin with `prefix`, ordered by index key, eventually
  /// consistently: a Query of the index and one BatchGetItem, so at most 100 things. The index is
  /// updated later than the thing, which may no longer match.
  public Page<Owned<T>> listByIndex(String userId, String prefix, PageRequest page, Instant time) {
    return items.listReferenced(index(userId, prefix), Key::of, page, time).map(schema::read);
  }

  private Page<Owned<T>> list(String userId, KeyRange range, PageRequest page, Instant time) {
    var listing =
        new Listing(
            range, item -> schema.idOf(Key.of(item)), id -> schema.key(userId, id).toAttributes());
    return items.list(listing, page, time).map(schema::read);
  }

  private Listing index(String userId, String prefix) {
    var partition = schema.indexPartition(userId);
    return new Listing(
        KeyRange.beginningWith(Index.GSI1, partition, prefix),
        item -> item.text("GSI1SK"),
        indexKey ->
            schema
                .key(userId, schema.idOfIndexKey(indexKey))
                .toAttributes()
                .with("GSI1PK", partition)
                .with("GSI1SK", indexKey));
  }

  private Outcome<Owned<T>> outcome(Outcome<Written> outcome, T content) {
    return outcome.map(
        written -> new Owned<>(schema.idOf(written.key()), content, written.revision()));
  }
}
