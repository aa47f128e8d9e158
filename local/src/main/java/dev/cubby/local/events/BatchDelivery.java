package dev.cubby.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.StreamSourceDefinition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// Sends batches to a function until each of their records is processed or discarded. See
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>.
final class BatchDelivery {

  private final StreamSourceDefinition source;
  private final LambdaRuntime functions;
  private final DiscardedRecords discarded;
  private final SourceThreads threads;
  private final PollingPolicy policy;

  BatchDelivery(
      StreamSourceDefinition source,
      LambdaRuntime functions,
      DiscardedRecords discarded,
      SourceThreads threads,
      PollingPolicy policy) {
    this.source = source;
    this.functions = functions;
    this.discarded = discarded;
    this.threads = threads;
    this.policy = policy;
  }

  /// Sends `records`, and returns when all are processed or discarded, or the sources end.
  void deliver(String shardId, List<StreamRecord> records) {
    var attempts = new ArrayDeque<Attempt>();
    attempts.push(Attempt.first(records));
    int refusals = 0;
    while (!attempts.isEmpty() && !threads.isEnding()) {
      var attempt = withoutExpired(shardId, attempts.pop());
      if (!attempt.records().isEmpty()) {
        var outcome = invoke(attempt.records());
        refusals = outcome instanceof BatchOutcome.NotInvoked ? refusals + 1 : 0;
        switch (outcome) {
          case BatchOutcome.Processed() -> {}
          case BatchOutcome.Failed failed -> afterFailure(shardId, attempt, failed, attempts);
          case BatchOutcome.NotInvoked() -> {
            // This uses no retry: only the records' age ends it.
            attempts.push(attempt);
            threads.pause(policy.afterRetries(refusals - 1));
          }
        }
      }
    }
  }

  private Attempt withoutExpired(String shardId, Attempt attempt) {
    var oldest = policy.now().minus(source.maximumRecordAge());
    int expired =
        (int)
            attempt.records().stream()
                .takeWhile(record -> !record.createdAt().isAfter(oldest))
                .count();
    if (expired > 0) {
      discarded.tooOld(shardId, attempt.to(expired));
    }
    return attempt.from(expired);
  }

  private BatchOutcome invoke(List<StreamRecord> records) {
    var event =
        records.stream()
            .map(StreamRecord::json)
            .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    var result = functions.invoke(source.function().logicalId(), event.getBytes(UTF_8));
    return source.reportsItemFailures()
        ? BatchOutcome.reported(records, result)
        : BatchOutcome.of(result);
  }

  private void afterFailure(
      String shardId, Attempt attempt, BatchOutcome.Failed failed, Deque<Attempt> attempts) {
    var rest = attempt.invoked(failed.functionError()).from(failed.index());
    boolean splits = source.bisects() && (failed.index() > 0 || rest.records().size() > 1);
    if (!splits && rest.retries() == source.maximumRetryAttempts()) {
      discarded.triedTooOften(shardId, rest);
      return;
    }
    if (!splits) {
      attempts.push(rest.retried());
    } else if (failed.index() > 0) {
      attempts.push(rest);
    } else {
      int middle = (rest.records().size() + 1) / 2;
      attempts.push(rest.from(middle));
      attempts.push(rest.to(middle));
    }
    threads.pause(policy.afterRetries(rest.retries()));
  }
}
