package dev.cubby.functions.purge;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.stream.ItemChange;
import dev.cubby.shared.stream.StreamFunction;
import dev.cubby.shared.stream.Work;
import java.time.Duration;
import java.time.InstantSource;

/// Deletes everything of a deleted user, however much there is. The table's stream tells it of
/// deleted profiles.
public final class PurgeUser extends StreamFunction {

  /// How long a request may take that is just let in: the authorizer's timeout, the longest one of
  /// a function that serves a route, and the starts of both.
  static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

  private final Eraser eraser;
  private final Duration lastWriteAfter;
  private final InstantSource clock;

  public PurgeUser() {
    this(
        new Eraser(Wiring.table(), InstantSource.system()),
        Wiring.authorizerCache().plus(LONGEST_REQUEST),
        InstantSource.system());
  }

  /// @param lastWriteAfter how long after the deletion of a key somebody may still write with it
  PurgeUser(Eraser eraser, Duration lastWriteAfter, InstantSource clock) {
    super(clock);
    this.eraser = eraser;
    this.lastWriteAfter = lastWriteAfter;
    this.clock = clock;
  }

  @Override
  protected Work follow(ItemChange change) {
    return new UserPurge(change.key().pk(), eraser, lastWriteAfter, clock);
  }
}
