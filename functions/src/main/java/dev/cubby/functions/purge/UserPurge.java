package dev.cubby.functions.purge;

import static dev.cubby.shared.stream.Progress.DONE;
import static dev.cubby.shared.stream.Progress.GOING_ON;
import static dev.cubby.shared.stream.Progress.WAITING;

import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.stream.Progress;
import dev.cubby.shared.stream.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The purge of one user. It deletes the keys first, to stop further requests, and then the rest.
///
/// API Gateway accepts a key for as long as it caches the authorizer's response, so the key may
/// still write. A last pass follows after that time. An invocation cannot know when an earlier one
/// deleted the keys, so it waits again.
final class UserPurge implements Work {

  private final String partition;
  private final Eraser eraser;
  private final Duration lastWriteAfter;
  private final InstantSource clock;
  private @Nullable Instant lastWrite;
  private boolean isEmptied;

  /// @param lastWriteAfter the time after a key's deletion during which the key may still write
  UserPurge(String partition, Eraser eraser, Duration lastWriteAfter, InstantSource clock) {
    this.partition = partition;
    this.eraser = eraser;
    this.lastWriteAfter = lastWriteAfter;
    this.clock = clock;
  }

  @Override
  public Progress goOn(Instant deadline) {
    RequestLog.user(UserPartition.userIdOf(partition));
    if (lastWrite == null) {
      if (!eraser.erase(partition, UserPartition.KEYS, deadline)) {
        return GOING_ON;
      }
      lastWrite = clock.instant().plus(lastWriteAfter);
    }
    boolean isLast = !clock.instant().isBefore(lastWrite);
    if (isEmptied && !isLast) {
      return WAITING;
    }
    isEmptied = eraser.erase(partition, "", deadline) && (!isLast || eraseCollections(deadline));
    if (!isEmptied) {
      return GOING_ON;
    }
    RequestLog.count("passes", 1);
    return isLast ? DONE : WAITING;
  }

  // Functions keep definitions of collections, and a write of a document does not write the
  // definition again. So the definitions, which name the partitions of the documents, go when
  // nothing writes any more.
  private boolean eraseCollections(Instant deadline) {
    var userId = UserPartition.userIdOf(partition);
    return eraser.erase(UserPartition.ofCollections(userId), "", deadline);
  }
}
