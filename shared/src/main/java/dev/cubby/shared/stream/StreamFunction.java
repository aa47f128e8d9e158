package dev.cubby.shared.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.cubby.shared.snapstart.WarmUp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A function on the table's stream, which delivers each change at least once.
///
/// It works on the changes of a batch in turns, until all are done or the invocation's time is
/// nearly over. It then returns the first unfinished change, and Lambda delivers that change and
/// all later ones again. Handling a change must therefore be repeatable, in any order. Each change
/// writes one log line per invocation.
public abstract class StreamFunction
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  // The time that a turn may take beyond its deadline, and that the response takes.
  private static final Duration MARGIN = Duration.ofSeconds(10);
  // Keeps a large task from delaying the others.
  private static final Duration TURN = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final InstantSource clock;

  protected StreamFunction(InstantSource clock) {
    this.clock = clock;
  }

  /// Returns the work that `change` requires, without starting it.
  protected abstract Work follow(ItemChange change);

  @Override
  public final StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    if (WarmUp.is(event)) {
      return new StreamsEventResponse(List.of());
    }
    var start = clock.instant();
    var end = start.plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    var tasks = event.getRecords().stream().map(ItemChange::of).map(this::task).toList();
    workOn(tasks, end);
    tasks.forEach(task -> task.log(start, clock.instant()));
    return new StreamsEventResponse(
        tasks.stream()
            .filter(task -> !task.isDone())
            .limit(1)
            .map(task -> new BatchItemFailure(task.sequenceNumber()))
            .toList());
  }

  private Task task(ItemChange change) {
    return new Task(getClass().getSimpleName(), change, follow(change));
  }

  private void workOn(List<Task> tasks, Instant end) {
    var pending = new ArrayList<>(tasks);
    while (!pending.isEmpty()) {
      boolean goesOn = false;
      for (var task : pending) {
        var now = clock.instant();
        if (!now.isBefore(end)) {
          return;
        }
        goesOn |= task.turn(min(now.plus(TURN), end)) == Progress.GOING_ON;
      }
      pending.removeIf(Task::isDone);
      if (!pending.isEmpty() && !goesOn && !pauseBefore(end)) {
        return;
      }
    }
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  // Returns false if the invocation must end.
  private boolean pauseBefore(Instant end) {
    try {
      var now = clock.instant();
      Thread.sleep(Duration.between(now, min(now.plus(PAUSE), end)));
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
