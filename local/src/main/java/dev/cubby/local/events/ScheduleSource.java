package dev.cubby.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.ScheduleDefinition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Invokes a function at its scheduled times, without waiting for its result, and again while it is
/// throttled. Times that pass while the process sleeps become one invocation.
final class ScheduleSource {

  /// How long Lambda repeats a throttled asynchronous invocation
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>).
  private static final Duration MAXIMUM_EVENT_AGE = Duration.ofHours(6);

  private final ScheduleDefinition definition;
  private final ScheduledEvent event;
  private final LambdaRuntime functions;
  private final SourceThreads threads;
  private final PollingPolicy policy;

  ScheduleSource(
      ScheduleDefinition definition,
      ScheduledEvent event,
      LambdaRuntime functions,
      SourceThreads threads,
      PollingPolicy policy) {
    this.definition = definition;
    this.event = event;
    this.functions = functions;
    this.threads = threads;
    this.policy = policy;
  }

  /// Starts waiting. The period of a rate begins now.
  void start() {
    var first = definition.expression().next(policy.now());
    threads.start(() -> run(first));
  }

  private void run(@Nullable Instant first) {
    var time = first;
    while (time != null) {
      while (policy.now().isBefore(time)) {
        if (!threads.pause(policy.poll())) {
          return;
        }
      }
      var payload = event.at(time).getBytes(UTF_8);
      // Before the invocation is visible: times that pass after it are not merged with it.
      time = after(time);
      threads.start(() -> invoke(payload));
    }
  }

  private void invoke(byte[] payload) {
    var end = policy.now().plus(MAXIMUM_EVENT_AGE);
    int refusals = 0;
    while (isThrottled(payload)
        && policy.now().isBefore(end)
        && threads.pause(policy.afterRetries(refusals))) {
      refusals++;
    }
  }

  private boolean isThrottled(byte[] payload) {
    return functions.invoke(definition.functionId(), payload)
            instanceof InvocationResult.Refused(var reason)
        && reason == InvocationResult.Reason.THROTTLED;
  }

  private @Nullable Instant after(Instant time) {
    var now = policy.now();
    var next = definition.expression().next(time);
    while (next != null && next.isBefore(now)) {
      next = definition.expression().next(next);
    }
    return next;
  }
}
