package dev.cubby.local.events;

import dev.cubby.local.dynamodb.DynamoDbConnection;
import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.StreamSourceDefinition;
import dev.cubby.local.template.Template;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Invokes the functions of a template with the records of streams and at scheduled times, until it
/// is closed.
///
/// The position in a stream is not kept: after a restart `TRIM_HORIZON` starts with the oldest
/// record again, and `LATEST` with the next one written.
public final class EventDelivery implements AutoCloseable {

  private final Template template;
  private final LambdaRuntime functions;
  private final DeadLetters deadLetters;
  private final PollingPolicy policy;
  private final SourceThreads threads = new SourceThreads();
  private @Nullable DynamoDbStreamsClient streams;

  /// Starts all event sources of `template`. Functions get every change that is made after this.
  ///
  /// @throws SdkException if DynamoDB cannot be used
  /// @throws IllegalStateException if a table that existed before has no stream
  public static EventDelivery start(
      Template template,
      DynamoDbConnection dynamoDb,
      LambdaRuntime functions,
      DeadLetters deadLetters,
      PollingPolicy policy) {
    var delivery = new EventDelivery(template, functions, deadLetters, policy);
    try {
      if (!template.streams().isEmpty()) {
        delivery.startStreams(dynamoDb);
      }
      delivery.startSchedules();
      return delivery;
    } catch (RuntimeException | Error e) {
      delivery.close();
      throw e;
    }
  }

  private EventDelivery(
      Template template, LambdaRuntime functions, DeadLetters deadLetters, PollingPolicy policy) {
    this.template = template;
    this.functions = functions;
    this.deadLetters = deadLetters;
    this.policy = policy;
  }

  private void startStreams(DynamoDbConnection dynamoDb) {
    var client = dynamoDb.streamsClient();
    streams = client;
    try (var tables = dynamoDb.client()) {
      for (var source : template.streams()) {
        start(source, new TableStream(client, streamArn(source, tables), recordJson(source)));
      }
    }
  }

  private static String streamArn(StreamSourceDefinition source, DynamoDbClient tables) {
    var name = source.table().tableName();
    var arn = tables.describeTable(describe -> describe.tableName(name)).table().latestStreamArn();
    if (arn == null) {
      throw new IllegalStateException("Table " + name + " existed before and has no stream");
    }
    return arn;
  }

  private RecordJson recordJson(StreamSourceDefinition source) {
    return new RecordJson(
        template.pseudoParameters().region(), source.streamArn(), source.table().key().hash());
  }

  private void start(StreamSourceDefinition source, TableStream stream) {
    var discarded = new DiscardedRecords(source, deadLetters, policy);
    var delivery = new BatchDelivery(source, functions, discarded, threads, policy);
    new StreamSource(source, stream, delivery, threads, policy).start();
  }

  private void startSchedules() {
    for (var schedule : template.schedules()) {
      var event = new ScheduledEvent(schedule, template.pseudoParameters());
      new ScheduleSource(schedule, event, functions, threads, policy).start();
    }
  }

  /// Ends all sources within 1.5 s. Running invocations have 1 s, then they are interrupted. No
  /// function is invoked afterwards.
  @Override
  public void close() {
    threads.close();
    if (streams != null) {
      streams.close();
    }
  }
}
