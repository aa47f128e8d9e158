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
/// @param streamArn what the template says the stream's ARN is
/// @param batchSize most records of one invocation, 1 to 10 000
/// @param batchingWindow how long records are gathered where they are fewer, 0 to 300 s
/// @param maximumRetryAttempts 0 to 10 000, or -1 for any number
/// @param maximumRecordAge 60 s to 24 h, after which a stream has forgotten its records
/// @param bisects whether a failed batch is split in two
/// @param parallelizationFactor most concurrent invocations for one shard, 1 to 10
/// @param reportsItemFailures whether what the function returns names the records that failed
/// @param patterns what records are sent to the function, those that match one; empty for all
/// @param onFailure logical id of the queue or topic that is told of discarded records; null for
///   none
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

  /// Where in a stream the function begins.
  public enum StartingPosition {
    /// With what is written from now on.
    LATEST,
    /// With the oldest record of the stream.
    TRIM_HORIZON
  }
}
