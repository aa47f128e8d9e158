package dev.cubby.functions.users;

import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Exists;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.ReferencedItems;
import dev.cubby.shared.dynamodb.RetryOnConflict;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.dynamodb.VersionAttributes;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The users in DynamoDB.
///
/// A separate item, the guard, makes an email address unique; it is written together with the
/// profile. A change or deletion reads the current address first to find the guard. The write then
/// requires the version that was read, and starts over if another write was faster.
final class UserStore {

  private final Table table;

  UserStore(Table table) {
    this.table = table;
  }

  /// Creates a user: one transaction of the profile, the guard, and the record of the
  /// `idempotency`, if any. Returns Created, or Exists if another user has the email address.
  Outcome<User> create(String userId, Profile profile, Instant time, Idempotency idempotency) {
    var item =
        UserMapping.write(userId, profile, time).firstVersion(VersionAttributes.newWriteId());
    var transaction =
        table.transaction(time).create(item).create(UserMapping.guard(profile.email(), userId));
    idempotency.keep(item, transaction, time);
    return switch (transaction.commit()) {
      case Committed _ -> new Created<>(UserMapping.toUser(item));
      case Canceled canceled ->
          idempotency
              .made(canceled)
              .<Outcome<User>>map(first -> new Created<>(UserMapping.toUser(first)))
              .orElseGet(Exists::new);
    };
  }

  /// Reads a user: one read.
  Optional<User> find(String userId) {
    return table.get(UserPartition.profile(userId)).map(UserMapping::toUser);
  }

  /// Reads the user with an email address. Two reads: the guard and the user.
  Optional<User> findByEmail(String email) {
    var guard = UserMapping.guardKey(email);
    return table
        .get(guard)
        .flatMap(item -> find(UserMapping.userIdOf(item)))
        // The address may have changed between the two reads.
        .filter(user -> UserMapping.guardKey(user.profile().email()).equals(guard));
  }

  /// Lists users, ordered by creation: a Query for their ids, and [ReferencedItems#read].
  Page<User> list(PageRequest page, Instant time) {
    var entries = table.list(UserMapping.LISTING, page, time);
    return ReferencedItems.read(table, entries, Key::of, time).map(UserMapping::toUser);
  }

  /// Changes a user: one read, and one transaction of the profile, and of both guards if the
  /// address changes. Returns Updated, Exists, Absent or Mismatch.
  Outcome<User> update(
      String userId, UnaryOperator<Profile> change, Instant time, OfExisting precondition) {
    return RetryOnConflict.change(
        () -> find(userId), precondition, user -> update(user, change.apply(user.profile()), time));
  }

  /// Deletes a user: one read, and one transaction of the profile and the guard. Returns Deleted,
  /// Absent or Mismatch.
  Outcome<User> delete(String userId, Instant time, OfExisting precondition) {
    return RetryOnConflict.change(() -> find(userId), precondition, user -> delete(user, time));
  }

  private Optional<Outcome<User>> update(User user, Profile profile, Instant time) {
    var key = UserPartition.profile(user.userId());
    var transaction =
        table
            .transaction(time)
            .update(UserMapping.write(user.userId(), profile, time), user.revision());
    var guard = UserMapping.guardKey(profile.email());
    var formerGuard = UserMapping.guardKey(user.profile().email());
    if (!guard.equals(formerGuard)) {
      transaction.create(UserMapping.guard(profile.email(), user.userId())).delete(formerGuard);
    }
    return switch (transaction.commit()) {
      case Committed _ ->
          Optional.of(
              new Updated<>(new User(user.userId(), profile, user.revision().next(time, null))));
      case Canceled canceled when canceled.at(key) -> Optional.empty();
      case Canceled _ -> Optional.of(new Exists<>());
    };
  }

  private Optional<Outcome<User>> delete(User user, Instant time) {
    return table
        .transaction(time)
        .delete(UserPartition.profile(user.userId()), user.revision())
        .delete(UserMapping.guardKey(user.profile().email()))
        .commit(new Deleted<>(user));
  }
}
