package dev.cubby.shared.stream;

import dev.cubby.shared.log.RequestLog;
import java.time.Duration;
import java.time.Instant;

/// The handling of one change within an invocation, and the line of log that it leaves.
final class Task {

  private static final int OK = 200;
  private static final int UNFINISHED = 503;

  private final StreamFunction function;
  private final ItemChange change;
  private final Instant start;
  private final RequestLog log;
  private Progress progress = Progress.GOING_ON;

  Task(StreamFunction function, ItemChange change, Instant start) {
    this.function = function;
    this.change = change;
    this.start = start;
    this.log =
        new RequestLog(
            function.getClass().getSimpleName(),
            change.operation() + " " + change.key().sk(),
            change.eventId());
  }

  String sequenceNumber() {
    return change.sequenceNumber();
  }

  boolean isDone() {
    return progress == Progress.DONE;
  }

  /// Goes on with it until `deadline`.
  Progress turn(Instant deadline) {
    progress = log.during(() -> attempt(deadline));
    return progress;
  }

  void log(Instant end) {
    log.add("seconds", Duration.between(change.time(), end).toSeconds());
    log.write(isDone() ? OK : UNFINISHED, start, Duration.between(start, end));
  }

  private Progress attempt(Instant deadline) {
    try {
      return function.handle(change, deadline);
    } catch (RuntimeException e) {
      log.failure(e);
      return Progress.WAITING;
    }
  }
}
