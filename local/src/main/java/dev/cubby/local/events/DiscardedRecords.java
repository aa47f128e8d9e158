package dev.cubby.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cubby.local.template.StreamSourceDefinition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Reports discarded records on standard error and, with the message that Lambda sends, to the
/// on-failure destination if there is one. See
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>.
final class DiscardedRecords {

  private final StreamSourceDefinition source;
  private final DeadLetters deadLetters;
  private final PollingPolicy policy;

  DiscardedRecords(StreamSourceDefinition source, DeadLetters deadLetters, PollingPolicy policy) {
    this.source = source;
    this.deadLetters = deadLetters;
    this.policy = policy;
  }

  void triedTooOften(String shardId, Attempt attempt) {
    discard(shardId, attempt, "RetryAttemptsExhausted");
  }

  void tooOld(String shardId, Attempt attempt) {
    discard(shardId, attempt, "RecordAgeExceeded");
  }

  private void discard(String shardId, Attempt attempt, String condition) {
    System.err.println(
        source.name() + " discards " + attempt.records().size() + " records: " + condition);
    if (source.onFailure() != null) {
      deadLetters.add(source.onFailure(), message(shardId, attempt, condition));
    }
  }

  private String message(String shardId, Attempt attempt, String condition) {
    var function = source.function();
    var message = JsonNodeFactory.instance.objectNode();
    message
        .putObject("requestContext")
        .put("requestId", UUID.randomUUID().toString())
        .put("functionArn", function.arn())
        .put("condition", condition)
        .put("approximateInvokeCount", attempt.invocations());
    if (attempt.invocations() > 0) {
      message
          .putObject("responseContext")
          .put("statusCode", 200)
          .put("executedVersion", function.version())
          .put("functionError", attempt.functionError() ? "Unhandled" : null);
    }
    var records = attempt.records();
    message
        .put("version", "1.0")
        .put("timestamp", milliseconds(policy.now()))
        .putObject("DDBStreamBatchInfo")
        .put("shardId", shardId)
        .put("startSequenceNumber", records.getFirst().sequenceNumber())
        .put("endSequenceNumber", records.getLast().sequenceNumber())
        .put("approximateArrivalOfFirstRecord", records.getFirst().createdAt().toString())
        .put("approximateArrivalOfLastRecord", records.getLast().createdAt().toString())
        .put("batchSize", records.size())
        .put("streamArn", source.streamArn());
    return message.toString();
  }

  private static String milliseconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
