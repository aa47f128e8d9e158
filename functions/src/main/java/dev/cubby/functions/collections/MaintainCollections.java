package dev.cubby.functions.collections;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.snapstart.WarmUp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Does, once a minute, what changes of collections require of their documents: gives each its
/// entry in a new index, takes away its entry in a former one, and deletes the documents of a
/// deleted collection.
public final class MaintainCollections implements RequestHandler<ScheduledEvent, @Nullable Void> {

  // The time that a page may take beyond the deadline.
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private final Maintenance maintenance;
  private final InstantSource clock;

  public MaintainCollections() {
    this(Wiring.table(), InstantSource.system());
  }

  MaintainCollections(Table table, InstantSource clock) {
    this.maintenance = new Maintenance(table, new Eraser(table, clock), clock);
    this.clock = clock;
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    if (!WarmUp.is(event)) {
      var start = clock.instant();
      var end = start.plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
      var log = new RequestLog(getClass().getSimpleName(), "schedule", event.getId());
      int status = log.during(() -> run(end, log));
      log.write(status, start, Duration.between(start, clock.instant()));
    }
    return null;
  }

  // What is not done is done in a minute.
  private int run(Instant end, RequestLog log) {
    try {
      maintenance.run(end);
      return 200;
    } catch (ProblemException e) {
      log.failure(e);
      return 503;
    }
  }
}
