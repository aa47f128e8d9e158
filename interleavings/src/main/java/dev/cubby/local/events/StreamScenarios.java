package dev.cubby.local.events;

import dev.cubby.interleavings.Threads;
import dev.cubby.local.template.FunctionDefinition;
import dev.cubby.local.template.StreamSourceDefinition;
import dev.cubby.local.template.StreamSourceDefinition.StartingPosition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The reader of a shard and its partition queues.
public final class StreamScenarios {

  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private static final Pattern SEQUENCE_NUMBERS =
      Pattern.compile(
          "startSequenceNumber\":\"(\\d+)\",\"endSequenceNumber\":\"(\\d+)\".*\"batchSize\":(\\d+)");

  private StreamScenarios() {}

  /// A shard of two pages with the records of two partition keys.
  private static final class Shard implements DynamoDbStreamsClient {

    private final Queue<List<String>> pages =
        new ArrayDeque<>(List.of(List.of("a", "b", "a"), List.of("a", "b")));
    private int sequenceNumber;

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
      return GetShardIteratorResponse.builder().shardIterator("1").build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
      var records = pages.remove().stream().map(this::record).toList();
      return GetRecordsResponse.builder()
          .records(records)
          .nextShardIterator(pages.isEmpty() ? null : "2")
          .build();
    }

    private Record record(String key) {
      sequenceNumber++;
      return Record.builder()
          .eventID(key + sequenceNumber)
          .dynamodb(change ->
              change
                  .keys(Map.of("PK", AttributeValue.fromS(key)))
                  .sequenceNumber("" + sequenceNumber)
                  .sizeBytes(1L)
                  .approximateCreationDateTime(Instant.EPOCH))
          .build();
    }

    @Override
    public String serviceName() {
      return "DynamoDbStreams";
    }

    @Override
    public void close() {}
  }

  /// Each record is processed once, those of a partition key in their order, and the reader ends
  /// after the last one. The records are too old for a function: they become dead letters. Fray
  /// does not schedule virtual threads, so these are of the platform.
  @SuppressWarnings("NullAway") // No function is invoked, and nobody asks for the table.
  public static void shard() {
    var function =
        new FunctionDefinition(
            "F", "F", "arn", "java25", "H", Path.of("/"), Map.of(), Duration.ofSeconds(1), 128, "1", null);
    var source =
        new StreamSourceDefinition(
            "S",
            function,
            null,
            "arn",
            StartingPosition.TRIM_HORIZON,
            2,
            Duration.ZERO,
            0,
            Duration.ofSeconds(60),
            false,
            2,
            false,
            List.of(),
            "Letters");
    var policy = new PollingPolicy(() -> NOW, Duration.ofMillis(1), Duration.ZERO, Duration.ZERO);
    var letters = new DeadLetters(null);
    try (var threads = new SourceThreads(Thread.ofPlatform().factory())) {
      var delivery =
          new BatchDelivery(
              source, null, new DiscardedRecords(source, letters, policy), threads, policy);
      var stream = new TableStream(new Shard(), "arn", new RecordJson("r", "arn", "PK"));
      var reader =
          new ShardReader(
              source, stream, "shard", ShardIteratorType.TRIM_HORIZON, delivery, threads, policy);
      reader.open();
      reader.run();
    }
    check(letters.of("Letters"));
  }

  private static void check(List<String> letters) {
    int records = 0;
    var last = new int[2];
    for (var letter : letters) {
      var match = SEQUENCE_NUMBERS.matcher(letter);
      Threads.check(match.find(), letter);
      int first = Integer.parseInt(match.group(1));
      int end = Integer.parseInt(match.group(2));
      records += Integer.parseInt(match.group(3));
      int key = first == 2 || first == 5 ? 1 : 0;
      Threads.check(last[key] < first && first <= end, "out of order: " + letters);
      last[key] = end;
    }
    Threads.check(records == 5, records + " records of 5: " + letters);
  }
}
