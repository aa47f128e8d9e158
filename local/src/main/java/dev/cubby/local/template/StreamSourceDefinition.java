package dev.cubby.local.template;

import dev.cubby.local.expression.EventPattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function that gets the records of a table's stream: an event of type `DynamoDB`, or an
/// `AWS::Lambda::EventSourceMapping`. See
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html>.
///
/// @param name the logical id of the mapping, SAM's for an event: function, then event
/// @param table the table whose stream it is
/// @param streamArn the stream's ARN in the template
/// @param batchSize maximum records per invocation, 1 to 10 000
/// @param batchingWindow how long to gather records for a full batch, 0 to 300 s
/// @param maximumRetryAttempts 0 to 10 000, or -1 for any number
/// @param maximumRecordAge 60 s to 24 h, the retention of a stream
/// @param bisects whether a failed batch is split in two
/// @param parallelizationFactor maximum concurrent invocations per shard, 1 to 10
/// @param reportsItemFailures whether the function returns the records that failed
/// @param patterns the function gets records that match one of these; empty for all
/// @param onFailure logical id of the queue or topic for discarded records; null for none
public record StreamSourceDefinition(
    String name,
    FunctionDefinition function,
    TableDefinition table,
    String streamArn,
    StartingPosition startingPosition,
    int batchSize,
    Duration batchingWindow,
    int maximumRetryAttempts,
    Duration maximumRecordAge,
    boolean bisects,
    int parallelizationFactor,
    boolean reportsItemFailures,
    List<EventPattern> patterns,
    @Nullable String onFailure) {

  /// The starting position in a stream.
  public enum StartingPosition {
    /// After the newest record.
    LATEST,
    /// At the oldest record.
    TRIM_HORIZON
  }
}
