package dev.cubby.functions.purge;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.stream.ItemChange;
import dev.cubby.shared.stream.StreamFunction;
import dev.cubby.shared.stream.Work;
import java.time.Duration;
import java.time.InstantSource;

/// Deletes all data of a deleted user, in any amount. The table's stream delivers deleted profiles.
public final class PurgeUser extends StreamFunction {

  /// The maximum time that a request may take after the authorizer's response: the authorizer's
  /// timeout, the longest timeout of a function with a route, and the cold starts of both.
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

  /// @param lastWriteAfter the time after a key's deletion during which the key may still write
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
