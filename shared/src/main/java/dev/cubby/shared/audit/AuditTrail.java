package dev.cubby.shared.audit;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.dynamodb.UserPartition;
import java.time.Duration;
import java.time.Instant;

/// The audit trail in DynamoDB: in the partition of the user whose data it concerns, ordered by
/// time. Each method makes one call.
public final class AuditTrail {

  private final Table table;
  private final Duration kept;

  /// @param kept how long actions are kept
  public AuditTrail(Table table, Duration kept) {
    this.table = table;
    this.kept = kept;
  }

  /// Stores `action`.
  public void record(Action action) {
    table.put(toAttributes(action));
  }

  /// Stores `action` if its user exists, in a transaction.
  ///
  /// @return whether the user exists
  public boolean recordOfExisting(Action action) {
    return table
            .transaction(action.time())
            .require(UserPartition.profile(action.userId()))
            .put(toAttributes(action))
            .commit()
        instanceof Committed;
  }

  /// Returns a page of the actions that concern `name` of a user, with ids from `first` to `last`.
  public static Page<Action> list(
      Table table,
      String userId,
      String name,
      String first,
      String last,
      PageRequest page,
      Instant time) {
    var prefix = prefix(name);
    var listing =
        new Listing(
            KeyRange.between(Index.TABLE, UserPartition.of(userId), prefix + first, prefix + last),
            item -> id(item, name),
            id -> new Key(UserPartition.of(userId), prefix + id).toAttributes());
    return table.list(listing, page, time).map(item -> toAction(userId, name, item));
  }

  /// Returns the item of `action`, for the transaction of what it records.
  public Attributes toAttributes(Action action) {
    return new Key(UserPartition.of(action.userId()), prefix(action.name()) + action.id())
        .toAttributes()
        .with("keyId", action.keyId())
        .with("by", action.by())
        .with("what", action.what())
        .withMillis("time", action.time())
        .withExpiry(action.time().plus(kept));
  }

  private static Action toAction(String userId, String name, Attributes item) {
    return new Action(
        id(item, name),
        userId,
        name,
        item.text("keyId"),
        item.textOrNull("by"),
        item.text("what"),
        item.millis("time"));
  }

  private static String id(Attributes item, String name) {
    return item.text("SK").substring(prefix(name).length());
  }

  private static String prefix(String name) {
    return "ACTION#" + name + "#";
  }
}
