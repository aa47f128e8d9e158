package dev.cubby.shared.stream;

import dev.cubby.shared.log.RequestLog;
import java.time.Duration;
import java.time.Instant;

/// The work on one change within an invocation, and its log line.
final class Task {

  private static final int OK = 200;
  private static final int UNFINISHED = 503;

  private final ItemChange change;
  private final Work work;
  private final RequestLog log;
  private Progress progress = Progress.GOING_ON;

  Task(String function, ItemChange change, Work work) {
    this.change = change;
    this.work = work;
    this.log =
        new RequestLog(function, change.operation() + " " + change.key().sk(), change.eventId());
  }

  String sequenceNumber() {
    return change.sequenceNumber();
  }

  boolean isDone() {
    return progress == Progress.DONE;
  }

  /// Continues the work until `deadline`.
  Progress turn(Instant deadline) {
    progress = log.during(() -> attempt(deadline));
    return progress;
  }

  /// Writes the log line of an invocation from `start` to `end`.
  void log(Instant start, Instant end) {
    log.add("seconds", Duration.between(change.time(), end).toSeconds());
    log.write(isDone() ? OK : UNFINISHED, start, Duration.between(start, end));
  }

  private Progress attempt(Instant deadline) {
    try {
      return work.goOn(deadline);
    } catch (RuntimeException e) {
      log.failure(e);
      return Progress.WAITING;
    }
  }
}
