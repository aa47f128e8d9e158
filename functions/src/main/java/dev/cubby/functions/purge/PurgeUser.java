package dev.cubby.functions.purge;

import static dev.cubby.shared.stream.Progress.DONE;
import static dev.cubby.shared.stream.Progress.GOING_ON;
import static dev.cubby.shared.stream.Progress.WAITING;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.stream.ItemChange;
import dev.cubby.shared.stream.Progress;
import dev.cubby.shared.stream.StreamFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Deletes everything of a deleted user, however much there is. The table's stream tells it of
/// deleted profiles.
///
/// Keys go first, so that nobody comes in any more. It is done when a pass found nothing that began
/// so late that nobody can have written since: API Gateway lets a key pass for as long as it keeps
/// the authorizer's answer, and a function that is called at the end of that may take its time.
public final class PurgeUser extends StreamFunction {

  /// The longest timeout of a function that serves a route, and two seconds more, as the stream
  /// tells whole seconds.
  static final Duration LATEST_WRITE = Duration.ofSeconds(32);

  private final Eraser eraser;
  private final Duration keysLast;
  private final InstantSource clock;

  public PurgeUser() {
    this(
        new Eraser(Wiring.table(), InstantSource.system()),
        Wiring.authorizerCache(),
        InstantSource.system());
  }

  /// @param keysLast how long API Gateway lets a key pass after it was deleted
  PurgeUser(Eraser eraser, Duration keysLast, InstantSource clock) {
    super(clock);
    this.eraser = eraser;
    this.keysLast = keysLast;
    this.clock = clock;
  }

  @Override
  protected Progress handle(ItemChange change, Instant deadline) {
    var start = clock.instant();
    var partition = change.key().pk();
    RequestLog.user(UserPartition.userIdOf(partition));
    var keys = eraser.erase(partition, UserPartition.KEYS, deadline);
    var rest = eraser.erase(partition, "", deadline);
    long deleted = keys.deleted() + rest.deleted();
    RequestLog.count("passes", 1);
    RequestLog.count("deleted", deleted);
    if (deleted > 0 || !rest.isComplete()) {
      return GOING_ON;
    }
    boolean isLast = !start.isBefore(change.time().plus(keysLast).plus(LATEST_WRITE));
    return isLast ? DONE : WAITING;
  }
}
