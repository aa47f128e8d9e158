package dev.cubby.local.events;

import static dev.cubby.local.events.EventProject.keys;
import static dev.cubby.local.events.EventProject.letPass;
import static dev.cubby.local.events.EventProject.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Functions that get the stream of a table.
class StreamSourceTest extends StreamCase {

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
}
