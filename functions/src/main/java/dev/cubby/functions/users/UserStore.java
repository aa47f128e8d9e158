package dev.cubby.functions.users;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.users.UserOutcome.Absent;
import dev.cubby.functions.users.UserOutcome.Created;
import dev.cubby.functions.users.UserOutcome.Deleted;
import dev.cubby.functions.users.UserOutcome.EmailTaken;
import dev.cubby.functions.users.UserOutcome.Moved;
import dev.cubby.functions.users.UserOutcome.Updated;
import dev.cubby.shared.dynamodb.Commit.Committed;
import dev.cubby.shared.dynamodb.Commit.Refused;
import dev.cubby.shared.dynamodb.Contention;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.VersionedItems;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The users in DynamoDB.
///
/// An email address is unique by an item of its own, its guard, which is written together with the
/// profile. Who changes or deletes a user must know their present address to find the guard, so
/// these read first; the write then holds only for the very version that was read, and starts over
/// if another write was faster.
final class UserStore {

  private final Table table;
  private final VersionedItems items;

  UserStore(Table table) {
    this.table = table;
    this.items = new VersionedItems(table, UserItem.ATTRIBUTES);
  }

  /// One transaction of the profile and the guard, and of the `idempotency` that is stated.
  Signup create(String userId, Profile profile, Instant time, Idempotency idempotency) {
    var item = UserItem.firstVersion(userId, profile, time);
    var transaction =
        table.transaction(time).create(item).create(UserItem.guard(profile.email(), userId));
    idempotency.keep(item, transaction, time);
    return switch (transaction.commit()) {
      case Committed _ -> new Created(UserItem.toUser(item));
      case Refused refused ->
          idempotency
              .made(refused)
              .<Signup>map(first -> new Created(UserItem.toUser(first)))
              .orElseGet(EmailTaken::new);
    };
  }

  /// One read.
  Optional<User> find(String userId) {
    return table.get(UserPartition.profile(userId)).map(UserItem::toUser);
  }

  /// Two reads: the guard, and the user it stands for.
  Optional<User> findByEmail(String email) {
    var guard = UserItem.guardKey(email);
    return table
        .get(guard)
        .flatMap(item -> find(UserItem.userIdOf(item)))
        // Unless the address has changed between the two.
        .filter(user -> UserItem.guardKey(user.profile().email()).equals(guard));
  }

  /// The users in the order of their creation: a query for their ids, and one read of them all.
  Page<User> list(PageRequest page, Instant time) {
    return items.listReferenced(UserItem.LISTING, Key::of, page, time).map(UserItem::toUser);
  }

  /// One read, and one transaction of the profile, and of both guards if the address changes.
  ProfileChange update(
      String userId, UnaryOperator<Profile> change, Instant time, OfExisting precondition) {
    return Contention.resolve(() ->
        find(userId)
            .map(user -> update(user, change.apply(user.profile()), time, precondition))
            .orElseGet(() -> Optional.of(new Absent())));
  }

  /// One read, and one transaction of the profile and the guard.
  Removal delete(String userId, Instant time, OfExisting precondition) {
    return Contention.resolve(() ->
        find(userId)
            .map(user -> delete(user, time, precondition))
            .orElseGet(() -> Optional.of(new Absent())));
  }

  private Optional<ProfileChange> update(
      User user, Profile profile, Instant time, OfExisting precondition) {
    var revision = user.revision();
    if (!precondition.isMetBy(revision.etag())) {
      return Optional.of(new Moved(revision.etag()));
    }
    var transaction =
        table
            .transaction(time)
            .replace(UserItem.write(user.userId(), profile, time), UserItem.ATTRIBUTES, revision);
    var guard = UserItem.guardKey(profile.email());
    var formerGuard = UserItem.guardKey(user.profile().email());
    if (!guard.equals(formerGuard)) {
      transaction.create(UserItem.guard(profile.email(), user.userId())).delete(formerGuard);
    }
    return switch (transaction.commit()) {
      case Committed _ ->
          Optional.of(new Updated(new User(user.userId(), profile, revision.next(time, null))));
      case Refused refused when refused.at(UserPartition.profile(user.userId())) ->
          Optional.empty();
      case Refused _ -> Optional.of(new EmailTaken());
    };
  }

  private Optional<Removal> delete(User user, Instant time, OfExisting precondition) {
    var revision = user.revision();
    if (!precondition.isMetBy(revision.etag())) {
      return Optional.of(new Moved(revision.etag()));
    }
    var commit =
        table
            .transaction(time)
            .delete(UserPartition.profile(user.userId()), revision)
            .delete(UserItem.guardKey(user.profile().email()))
            .commit();
    return switch (commit) {
      case Committed _ -> Optional.of(new Deleted(user));
      case Refused _ -> Optional.empty();
    };
  }
}
