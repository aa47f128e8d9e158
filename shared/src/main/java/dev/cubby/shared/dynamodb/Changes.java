package dev.cubby.shared.dynamodb;

import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Precondition.OfExisting;
import dev.cubby.shared.version.Revision;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Changes of versioned items that depend on what an item is: a read, and a write that requires the
/// version that was read. If another write is faster, both start over, for up to 2 s.
public final class Changes {

  /// The next version of an item, and the attributes of it that the response shows.
  public record Change(Write write, Attributes shown) {}

  private final Table table;
  private final VersionedItems items;

  public Changes(Table table) {
    this.table = table;
    this.items = new VersionedItems(table);
  }

  /// Changes the item under `key`. With an idempotency key, reads the idempotency entry together
  /// with the item, as of one moment, and writes both in a transaction. So a repeated request never
  /// meets its own effect: it returns what the first one did.
  ///
  /// @param change maps an item to its next version
  /// @return Updated with the shown attributes, the key and the version, Absent or Mismatch
  /// @throws ProblemException with [Contended] if other writes are faster for 2 s, with
  ///   [Unavailable] if nobody can tell whether the write took effect
  public Outcome<Attributes> apply(
      Key key,
      Instant time,
      OfExisting precondition,
      Idempotency idempotency,
      Function<Attributes, Change> change) {
    return RetryOnConflict.until(() ->
        table
            .snapshot(idempotency.keysWith(key))
            .<Outcome<Attributes>>flatMap(found -> {
              var made = idempotency.made(found, time);
              if (made.isPresent()) {
                return Optional.of(new Updated<>(made.get()));
              }
              var item = found.get(key);
              if (item == null || VersionAttributes.hasExpired(item, time)) {
                return Optional.of(new Absent<>());
              }
              var current = VersionAttributes.revision(item);
              return precondition.isMetBy(current.etag())
                  ? write(change.apply(item), current, idempotency)
                  : Optional.of(new Mismatch<>(current.etag()));
            }));
  }

  // Empty if another write was faster.
  private Optional<Outcome<Attributes>> write(
      Change change, Revision current, Idempotency idempotency) {
    var write = change.write();
    var next = current.next(write.time(), write.expiresAt());
    var made = change.shown().with(VersionAttributes.of(write.key(), next));
    if (!idempotency.isStated()) {
      return items.replace(write, current.etag())
          ? Optional.of(new Updated<>(made))
          : Optional.empty();
    }
    var transaction = table.transaction(write.time()).update(write, current);
    idempotency.keep(made, transaction, write.time());
    return switch (transaction.commit()) {
      case Committed _ -> Optional.of(new Updated<>(made));
      case Canceled canceled -> idempotency.made(canceled).map(Updated::new);
    };
  }
}
