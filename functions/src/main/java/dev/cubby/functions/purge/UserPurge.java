package dev.cubby.functions.purge;

import static dev.cubby.shared.stream.Progress.DONE;
import static dev.cubby.shared.stream.Progress.GOING_ON;
import static dev.cubby.shared.stream.Progress.WAITING;

import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.owned.UserPartition;
import dev.cubby.shared.stream.Progress;
import dev.cubby.shared.stream.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The purge of one user. Keys go first, so that nobody comes in any more, and then all the rest.
///
/// API Gateway lets a key pass for as long as it keeps the authorizer's answer, so somebody may
/// write even then. A last pass comes when that is over. An invocation cannot know since when the
/// keys are gone that an earlier one has deleted: it waits anew.
final class UserPurge implements Work {

  private final String partition;
  private final Eraser eraser;
  private final Duration lastWriteAfter;
  private final InstantSource clock;
  private @Nullable Instant lastWrite;
  private boolean isEmptied;

  /// @param lastWriteAfter how long after the deletion of a key somebody may still write with it
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
    isEmptied = eraser.erase(partition, "", deadline);
    if (!isEmptied) {
      return GOING_ON;
    }
    RequestLog.count("passes", 1);
    return isLast ? DONE : WAITING;
  }
}
