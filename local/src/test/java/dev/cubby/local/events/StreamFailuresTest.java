package dev.cubby.local.events;

import static dev.cubby.local.events.EventProject.keys;
import static dev.cubby.local.events.EventProject.letPass;
import static dev.cubby.local.events.EventProject.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Batches of a stream that fail.
class StreamFailuresTest extends StreamCase {

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
      assertThat(message.path("responseContext").path("functionError").isNull()).isTrue();
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
        "[1]",
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
        "[]",
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
  void throttledBatch_isSentAgainEverMoreSeldom() {
    try (var project = throttledProject(0, "PAUSE: '0'", FROM_THE_START);
        var threads = new SourceThreads()) {
      var attempts = new AtomicInteger();
      InstantSource clock =
          () -> {
            attempts.incrementAndGet();
            return Instant.EPOCH;
          };
      var policy =
          new PollingPolicy(clock, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofDays(1));
      var source = project.template.streams().getFirst();
      var discarded = new DiscardedRecords(source, project.deadLetters, policy);
      var delivery = new BatchDelivery(source, project.functions, discarded, threads, policy);
      var record = new StreamRecord("{}", 2, "1", "a", Instant.EPOCH);

      threads.start(() -> delivery.deliver("shard", List.of(record)));
      letPass();

      // With the first wait each time there would be hundreds.
      assertThat(attempts).hasValueLessThan(20);
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
}
