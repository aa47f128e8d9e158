package dev.cubby.local.events;

import static dev.cubby.local.events.EventProject.keys;
import static dev.cubby.local.events.EventProject.letPass;
import static dev.cubby.local.events.EventProject.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Functions that get the stream of a table.
class StreamSourceTest {

  private static final String FROM_THE_START = "StartingPosition: TRIM_HORIZON";
  private static final String TO_QUEUE =
      "DestinationConfig: {OnFailure: {Destination: !GetAtt Queue.Arn}}";

  @TempDir private Path directory;

  @Test
  void change_isSentAsLambdaSendsIt() {
    try (var project = project("Recorder", "", FROM_THE_START)) {
      var item = new HashMap<String, AttributeValue>();
      item.put("PK", AttributeValue.fromS("a"));
      item.put("SK", AttributeValue.fromS("1"));
      item.put("text", AttributeValue.fromS("grüße \"x\""));
      item.put("number", AttributeValue.fromN("1.50"));
      item.put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("abc")));
      item.put("yes", AttributeValue.fromBool(true));
      item.put("nothing", AttributeValue.fromNul(true));
      item.put("texts", AttributeValue.fromSs(List.of("x", "y")));
      item.put("numbers", AttributeValue.fromNs(List.of("1", "2")));
      item.put("binaries", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("abc"))));
      item.put("list", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))));
      item.put("map", AttributeValue.fromM(Map.of("k", AttributeValue.fromS("v"))));
      project.put(item);
      project.put("a", "1");
      project.delete("a", "1");

      var event = json(project.start().await("F", lines -> lines.size() == 1).getFirst());

      var records = event.path("Records");
      assertThat(event.size()).isEqualTo(1);
      assertThat(records)
          .extracting(record -> record.path("eventName").asText())
          .containsExactly("INSERT", "MODIFY", "REMOVE");
      var insert = records.get(0);
      assertThat(insert.path("eventID").asText()).isNotEmpty();
      assertThat(insert.path("eventVersion").asText()).startsWith("1.");
      assertThat(insert.path("eventSource").asText()).isEqualTo("aws:dynamodb");
      assertThat(insert.path("awsRegion").asText()).isEqualTo("us-east-1");
      assertThat(insert.path("eventSourceARN").asText())
          .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Table/stream/local");
      var change = insert.path("dynamodb");
      assertThat(Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").longValue()))
          .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
      assertThat(change.path("Keys")).isEqualTo(json("{'PK': {'S': 'a'}, 'SK': {'S': '1'}}"));
      assertThat(change.path("SequenceNumber").asText()).matches("\\d+");
      assertThat(change.path("SizeBytes").asInt()).isPositive();
      assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
      assertThat(change.has("OldImage")).isFalse();
      var image = change.path("NewImage");
      assertThat(image.path("text").path("S").asText()).isEqualTo("grüße \"x\"");
      assertThat(image.path("number")).isEqualTo(json("{'N': '1.5'}"));
      assertThat(image.path("bytes")).isEqualTo(json("{'B': 'YWJj'}"));
      assertThat(image.path("yes")).isEqualTo(json("{'BOOL': true}"));
      assertThat(image.path("nothing")).isEqualTo(json("{'NULL': true}"));
      assertThat(image.path("texts").path("SS")).hasSize(2);
      assertThat(image.path("numbers").path("NS")).hasSize(2);
      assertThat(image.path("binaries")).isEqualTo(json("{'BS': ['YWJj']}"));
      assertThat(image.path("list")).isEqualTo(json("{'L': [{'N': '1'}]}"));
      assertThat(image.path("map")).isEqualTo(json("{'M': {'k': {'S': 'v'}}}"));
      assertThat(records.get(1).path("dynamodb").path("OldImage")).isEqualTo(image);
      assertThat(records.get(2).path("dynamodb").has("NewImage")).isFalse();
    }
  }

  @Test
  void trimHorizon_startsWithTheOldest_latestWithTheNext() {
    try (var project =
        new EventProject(
            directory,
            function("Oldest", "Consumer", "", FROM_THE_START)
                + function("Next", "Consumer", "", "StartingPosition: LATEST"))) {
      project.put("a", keys(1, 3)).start().put("a", keys(4, 5));

      project.await("Oldest", "done", 5);
      project.await("Next", "done", 2);
      assertThat(project.journal("Oldest", "done")).isEqualTo(names("a", 1, 5));
      assertThat(project.journal("Next", "done")).isEqualTo(names("a", 4, 5));
    }
  }

  @Test
  void batch_hasAtMostItsSize() {
    try (var project = project("Consumer", "", FROM_THE_START + ", BatchSize: 4")) {
      project.put("a", keys(1, 10)).start();

      assertThat(project.await("F", "end", 3))
          .containsExactly(
              String.join(" ", names("a", 1, 4)),
              String.join(" ", names("a", 5, 8)),
              String.join(" ", names("a", 9, 10)));
    }
  }

  @Test
  void batch_hasAtMost6Megabytes() {
    try (var project = project("Recorder", "", FROM_THE_START)) {
      for (var key : keys(1, 30)) {
        project.put(
            Map.of(
                "PK",
                AttributeValue.fromS("a"),
                "SK",
                AttributeValue.fromS(key),
                "value",
                AttributeValue.fromS("x".repeat(390_000))));
      }
      project.start();

      var events =
          project.await(
              "F",
              lines ->
                  lines.stream().mapToInt(line -> json(line).path("Records").size()).sum() == 30);
      assertThat(events).hasSizeGreaterThan(1).allMatch(event -> event.length() <= 6_291_456);
    }
  }

  @Test
  void batchThatIsNotFull_waitsForItsWindow() {
    try (var project =
        project(
            "Consumer",
            "",
            FROM_THE_START + ", BatchSize: 5, MaximumBatchingWindowInSeconds: 300")) {
      project.start().put("a", keys(1, 7));

      assertThat(project.await("F", "end", 1)).containsExactly(String.join(" ", names("a", 1, 5)));
      letPass();
      project.clock.advance(Duration.ofSeconds(299));
      letPass();
      assertThat(project.journal("F", "end")).hasSize(1);
      project.clock.advance(Duration.ofSeconds(1));
      assertThat(project.await("F", "end", 2).getLast())
          .isEqualTo(String.join(" ", names("a", 6, 7)));
    }
  }

  @Test
  void failedBatch_isRetriedAsItWas_thenDiscardedAndReported() throws Exception {
    try (var project =
        project(
            "Consumer",
            "POISON: '002'",
            FROM_THE_START + ", BatchSize: 3, MaximumRetryAttempts: 2, " + TO_QUEUE)) {
      project.put("a", keys(1, 4)).start();

      var batch = String.join(" ", names("a", 1, 3));
      assertThat(project.await("F", "end", 4)).containsExactly(batch, batch, batch, "a/004");
      assertThat(project.awaitDeadLetters(1)).hasSize(1);
      var message = json(project.deadLetters.of("Queue").getFirst());
      assertThat(message.propertyStream().map(Map.Entry::getKey))
          .containsExactly(
              "requestContext", "responseContext", "version", "timestamp", "DDBStreamBatchInfo");
      var request = message.path("requestContext");
      assertThat(request.path("requestId").asText()).hasSize(36);
      assertThat(request.path("functionArn").asText())
          .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:F");
      assertThat(request.path("condition").asText()).isEqualTo("RetryAttemptsExhausted");
      assertThat(request.path("approximateInvokeCount").asInt()).isEqualTo(3);
      assertThat(message.path("responseContext"))
          .isEqualTo(
              json(
                  "{'statusCode': 200, 'executedVersion': '$LATEST', 'functionError': 'Unhandled'}"));
      assertThat(message.path("version").asText()).isEqualTo("1.0");
      assertThat(Instant.parse(message.path("timestamp").asText()))
          .isBetween(Instant.now().minusSeconds(60), Instant.now());
      var info = message.path("DDBStreamBatchInfo");
      assertThat(info.path("shardId").asText()).startsWith("shardId-");
      assertThat(info.path("startSequenceNumber").asText())
          .isLessThan(info.path("endSequenceNumber").asText());
      assertThat(Instant.parse(info.path("approximateArrivalOfFirstRecord").asText()))
          .isBeforeOrEqualTo(info.path("approximateArrivalOfLastRecord").asText());
      assertThat(info.path("batchSize").asInt()).isEqualTo(3);
      assertThat(info.path("streamArn").asText())
          .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Table/stream/local");
    }
  }

  @Test
  void reportedFailure_isRetriedAlone_andTheNineOthersAreProcessedOnce() {
    try (var project =
        project(
            "Consumer",
            "POISON: '005', REPORTS: yes",
            FROM_THE_START
                + ", BatchSize: 10, MaximumRetryAttempts: 3, BisectBatchOnFunctionError: true"
                + ", FunctionResponseTypes: [ReportBatchItemFailures], "
                + TO_QUEUE)) {
      project.put("a", keys(1, 10)).start();

      project.await("F", "done", 9);
      var message = json(project.awaitDeadLetters(1).getFirst());
      letPass();

      var others = new ArrayList<>(names("a", 1, 10));
      others.remove("a/005");
      assertThat(project.journal("F", "done")).isEqualTo(others);
      assertThat(project.journal("F", "end")).filteredOn("a/005"::equals).hasSize(4);
      assertThat(project.deadLetters.of("Queue")).hasSize(1);
      assertThat(message.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(1);
      assertThat(message.path("responseContext").has("functionError")).isFalse();
    }
  }

  @Test
  void reportedFailure_isRetriedWithAllBehindIt() {
    try (var project =
        project(
            "Consumer",
            "POISON: '004', REPORTS: yes",
            FROM_THE_START
                + ", BatchSize: 5, MaximumRetryAttempts: 2"
                + ", FunctionResponseTypes: [ReportBatchItemFailures], "
                + TO_QUEUE)) {
      project.put("a", keys(1, 6)).start();

      assertThat(project.await("F", "end", 4))
          .containsExactly(
              String.join(" ", names("a", 1, 5)), "a/004 a/005", "a/004 a/005", "a/006");
      assertThat(project.journal("F", "done")).containsExactly("a/001", "a/002", "a/003", "a/006");
      var message = json(project.awaitDeadLetters(1).getFirst());
      assertThat(message.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(2);
    }
  }

  @Test
  void bisection_isolatesThePoisonedRecord() {
    try (var project =
        project(
            "Consumer",
            "POISON: '006'",
            FROM_THE_START
                + ", BatchSize: 8, MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true, "
                + TO_QUEUE)) {
      project.put("a", keys(1, 8)).start();

      var message = json(project.awaitDeadLetters(1).getFirst());

      assertThat(project.await("F", "end", 8))
          .containsExactly(
              String.join(" ", names("a", 1, 8)),
              String.join(" ", names("a", 1, 4)),
              String.join(" ", names("a", 5, 8)),
              "a/005 a/006",
              "a/005",
              "a/006",
              "a/006",
              "a/007 a/008");
      assertThat(message.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(1);
      assertThat(message.path("requestContext").path("approximateInvokeCount").asInt())
          .isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "\"text\"",
        "[]",
        "{\"batchItemFailures\": \"all\"}",
        "{\"batchItemFailures\": [{\"itemIdentifier\": \"\"}]}",
        "{\"batchItemFailures\": [{\"itemIdentifier\": null}]}",
        "{\"batchItemFailures\": [{\"id\": \"1\"}]}",
        "{\"batchItemFailures\": [{\"itemIdentifier\": \"unknown\"}]}",
        "{\"batchItemFailures\": [\"unknown\"]}",
      })
  void answerWithoutKnownRecord_isAFailureOfTheBatch(String answer) {
    assertThat(messagesAfter(answer)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"batchItemFailures\": null}",
        "{\"batchItemFailures\": []}",
      })
  void answerWithoutFailures_isASuccess(String answer) {
    assertThat(messagesAfter(answer)).isZero();
  }

  private int messagesAfter(String answer) {
    try (var project =
        project(
            "Recorder",
            "ANSWER: '" + answer + "'",
            FROM_THE_START
                + ", BatchSize: 2, MaximumRetryAttempts: 0"
                + ", FunctionResponseTypes: [ReportBatchItemFailures], "
                + TO_QUEUE)) {
      project.put("a", keys(1, 4)).start().await("F", lines -> lines.size() == 2);
      project.stop();
      return project.deadLetters.of("Queue").size() / 2;
    }
  }

  @Test
  void answer_isIgnoredWithoutReportBatchItemFailures() {
    try (var project =
        project(
            "Consumer",
            "POISON: '001', REPORTS: yes",
            FROM_THE_START + ", MaximumRetryAttempts: 0, " + TO_QUEUE)) {
      project.put("a", "001").start().await("F", "end", 1);
      letPass();

      assertThat(project.journal("F", "end")).hasSize(1);
      assertThat(project.deadLetters.of("Queue")).isEmpty();
    }
  }

  @Test
  void throttledBatch_isSentAgainAsItWasAndUsesUpNoRetry() {
    var keys = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    try (var project =
        throttledProject(
            1,
            "PAUSE: '50'",
            FROM_THE_START
                + ", BatchSize: 2, ParallelizationFactor: 4, MaximumRetryAttempts: 0"
                + ", BisectBatchOnFunctionError: true, "
                + TO_QUEUE)) {
      keys.forEach(key -> project.put(key, keys(1, 2)));
      project.start();

      project.await("F", "end", 8);
      project.stop();
      assertThat(project.journal("F", "begin")).hasSize(8).allMatch(batch -> batch.contains(" "));
      assertThat(project.journal("F", "done")).hasSize(16);
      assertThat(project.deadLetters.of("Queue")).isEmpty();
    }
  }

  @Test
  void throttledRecord_isDiscardedAsTooOldAndNeverInvoked() {
    try (var project =
        throttledProject(
            0,
            "",
            FROM_THE_START
                + ", MaximumRecordAgeInSeconds: 60, MaximumRetryAttempts: 0, "
                + TO_QUEUE)) {
      project.put("a", "001").start();
      letPass();
      assertThat(project.deadLetters.of("Queue")).isEmpty();

      project.clock.advance(Duration.ofMinutes(2));

      var message = json(project.awaitDeadLetters(1).getFirst());
      var request = message.path("requestContext");
      assertThat(request.path("condition").asText()).isEqualTo("RecordAgeExceeded");
      assertThat(request.path("approximateInvokeCount").asInt()).isZero();
      assertThat(message.has("responseContext")).isFalse();
    }
  }

  @Test
  void recordThatIsTooOld_isDiscarded() {
    try (var project =
        project(
            "Consumer",
            "POISON: '001'",
            FROM_THE_START + ", BatchSize: 1, MaximumRecordAgeInSeconds: 60, " + TO_QUEUE)) {
      project.put("a", "001").start().await("F", "end", 3);
      assertThat(project.deadLetters.of("Queue")).isEmpty();

      project.clock.advance(Duration.ofMinutes(2));

      var message = json(project.awaitDeadLetters(1).getFirst());
      assertThat(message.path("requestContext").path("condition").asText())
          .isEqualTo("RecordAgeExceeded");
      assertThat(message.path("requestContext").path("approximateInvokeCount").asInt())
          .isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void recordThatIsTooOldBeforeItIsSent_isNeverSent() {
    try (var project =
        project("Consumer", "", FROM_THE_START + ", MaximumRecordAgeInSeconds: 60, " + TO_QUEUE)) {
      project.clock.advance(Duration.ofHours(1));
      project.put("a", keys(1, 2)).start();

      var message = json(project.awaitDeadLetters(1).getFirst());
      assertThat(message.path("requestContext").path("approximateInvokeCount").asInt()).isZero();
      assertThat(message.has("responseContext")).isFalse();
      assertThat(project.journal("F")).isEmpty();
    }
  }

  @Test
  void recordWithoutMaximumAge_isRetriedUntilTheStreamHasForgottenIt() {
    try (var project = project("Consumer", "POISON: '001'", FROM_THE_START + ", " + TO_QUEUE)) {
      project.put("a", "001").start().await("F", "end", 20);
      assertThat(project.deadLetters.of("Queue")).isEmpty();

      project.clock.advance(Duration.ofHours(25));

      project.awaitDeadLetters(1);
    }
  }

  @Test
  void changesOfAKey_keepTheirOrderInParallelLanes() {
    try (var project =
        project(
            "Consumer",
            "PAUSE: '2'",
            FROM_THE_START + ", BatchSize: 3, ParallelizationFactor: 4")) {
      for (var sortKey : keys(1, 12)) {
        for (var partitionKey : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
          project.put(partitionKey, sortKey);
        }
      }
      project.start();

      var done = project.await("F", "done", 96);
      for (var partitionKey : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
        assertThat(done)
            .filteredOn(name -> name.startsWith(partitionKey + "/"))
            .isEqualTo(names(partitionKey, 1, 12));
      }
      assertThat(mostAtOnce(project.journal("F"))).isBetween(2, 4);
    }
  }

  @Test
  void changesOfAKey_keepTheirOrderThroughFailures() {
    try (var project =
        project(
            "Consumer",
            "POISON: '004,009', REPORTS: yes",
            FROM_THE_START
                + ", BatchSize: 6, ParallelizationFactor: 3, MaximumRetryAttempts: 1"
                + ", BisectBatchOnFunctionError: true"
                + ", FunctionResponseTypes: [ReportBatchItemFailures], "
                + TO_QUEUE)) {
      for (var sortKey : keys(1, 10)) {
        for (var partitionKey : List.of("a", "b", "c", "d")) {
          project.put(partitionKey, sortKey);
        }
      }
      project.start();

      assertThat(project.awaitDeadLetters(8)).hasSize(8);
      var done = project.await("F", "done", 32);
      for (var partitionKey : List.of("a", "b", "c", "d")) {
        var expected = new ArrayList<>(names(partitionKey, 1, 10));
        expected.removeAll(List.of(partitionKey + "/004", partitionKey + "/009"));
        assertThat(done)
            .filteredOn(name -> name.startsWith(partitionKey + "/"))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void withoutParallelization_oneBatchRunsAtATime() {
    try (var project = project("Consumer", "PAUSE: '1'", FROM_THE_START + ", BatchSize: 2")) {
      project.put("a", keys(1, 10)).put("b", keys(1, 10)).start().await("F", "end", 10);

      assertThat(mostAtOnce(project.journal("F"))).isEqualTo(1);
    }
  }

  @Test
  void failingFunction_blocksNoOther() {
    try (var project =
        new EventProject(
            directory,
            function("Failing", "Consumer", "POISON: '001'", FROM_THE_START)
                + function("Working", "Consumer", "", FROM_THE_START))) {
      project.put("a", keys(1, 3)).start();

      project.await("Working", "done", 3);
      project.await("Failing", "end", 5);
      project.put("a", keys(4, 5));

      project.await("Working", "done", 5);
      assertThat(project.journal("Working", "done")).isEqualTo(names("a", 1, 5));
      assertThat(project.journal("Failing", "done")).isEmpty();
    }
  }

  @Test
  void recordThatMatchesNoPattern_isSkippedWithoutAnInvocation() {
    var filters =
        "FilterCriteria: {Filters: ["
            + "{Pattern: '{\"dynamodb\": {\"Keys\": {\"SK\": {\"S\": [{\"prefix\": \"09\"}]}}}}'}, "
            + "{Pattern: '{\"eventName\": [\"REMOVE\"]}'}]}";
    try (var project = project("Consumer", "", FROM_THE_START + ", BatchSize: 1, " + filters)) {
      project.put("a", keys(95, 105)).start();
      project.await("F", "end", 5);
      project.delete("a", "101");

      assertThat(project.await("F", "end", 6))
          .containsExactly("a/095", "a/096", "a/097", "a/098", "a/099", "a/101");
    }
  }

  @Test
  void shutdownDuringABatch_leavesNothingRunning() {
    try (var project = project("Consumer", "PAUSE: '300000'", FROM_THE_START + ", " + TO_QUEUE)) {
      project.put("a", keys(1, 2)).start().await("F", "begin", 1);

      long start = System.nanoTime();
      project.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
      project.await("F", "end", 1);
      project.put("a", keys(3, 4));
      letPass();
      assertThat(project.journal("F")).containsExactly("begin a/001 a/002", "end a/001 a/002");
      assertThat(project.deadLetters.of("Queue")).isEmpty();
    }
  }

  @Test
  void shutdown_letsAShortBatchEnd() {
    try (var project = project("Consumer", "PAUSE: '50'", FROM_THE_START)) {
      project.put("a", keys(1, 2)).start().await("F", "begin", 1);

      project.stop();

      assertThat(project.journal("F", "done")).isEqualTo(names("a", 1, 2));
    }
  }

  private EventProject project(String handler, String variables, String event) {
    return new EventProject(directory, function("F", handler, variables, event));
  }

  /// A project whose function is a `Consumer` that runs so many times at once.
  private EventProject throttledProject(int concurrency, String variables, String event) {
    return new EventProject(
        directory,
        function("F", "Consumer", variables, event)
            .replace(
                "Properties:\n",
                "Properties:\n      ReservedConcurrentExecutions: " + concurrency + "\n"));
  }

  private String function(String name, String handler, String variables, String event) {
    return EventProject.function(directory, name, handler, variables, event);
  }

  private static int mostAtOnce(List<String> journal) {
    int now = 0;
    int most = 0;
    for (var line : journal) {
      if (line.startsWith("begin ")) {
        now++;
      } else if (line.startsWith("end ")) {
        now--;
      }
      most = Math.max(most, now);
    }
    return most;
  }

  /// Single quotes in `text` are double ones.
  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
