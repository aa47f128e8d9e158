package dev.cubby.local.events;

import static dev.cubby.local.events.EventProject.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions that are invoked at times.
class ScheduleSourceTest {

  @TempDir private Path directory;

  @Test
  void rule_sendsAScheduledEvent() {
    try (var project = project("Schedule", "{Schedule: rate(5 minutes), Name: nightly}")) {
      var start = project.clock.instant();
      project.start();
      project.clock.advance(Duration.ofSeconds(299));
      letPass();
      assertThat(project.journal("F")).isEmpty();

      project.clock.advance(Duration.ofSeconds(2));

      var event = json(project.await("F", lines -> lines.size() == 1).getFirst());
      assertThat(event.path("version").asText()).isEqualTo("0");
      assertThat(event.path("id").asText()).hasSize(36);
      assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
      assertThat(event.path("source").asText()).isEqualTo("aws.events");
      assertThat(event.path("account").asText()).isEqualTo("000000000000");
      assertThat(event.path("time").asText())
          .isEqualTo(start.plusSeconds(300).truncatedTo(ChronoUnit.SECONDS).toString());
      assertThat(event.path("region").asText()).isEqualTo("us-east-1");
      assertThat(event.path("resources").get(0).asText())
          .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/nightly");
      assertThat(event.path("detail").isObject()).isTrue();
    }
  }

  @Test
  void scheduler_sendsItsOwnEvent() {
    try (var project = project("ScheduleV2", "{ScheduleExpression: rate(1 minute)}")) {
      project.start().clock.advance(Duration.ofMinutes(1));

      var event = json(project.await("F", lines -> lines.size() == 1).getFirst());
      assertThat(event.path("source").asText()).isEqualTo("aws.scheduler");
      assertThat(event.path("resources").get(0).asText())
          .isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/default/FTimer");
      assertThat(event.path("detail").asText()).isEqualTo("{}");
    }
  }

  @Test
  void input_isSentInstead_withTheWordsOfTheScheduler() {
    try (var project =
        project(
            "ScheduleV2",
            "{ScheduleExpression: rate(1 minute), Input: '{\"at\": \"<aws.scheduler.scheduled-time>\", \"try\": \"<aws.scheduler.attempt-number>\", \"of\": \"<aws.scheduler.schedule-arn>\"}'}",
            "Fixed",
            "{Schedule: rate(1 minute), Input: '{\"fixed\": true}'}")) {
      project.start();
      var time = project.clock.instant().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
      project.clock.advance(Duration.ofMinutes(1));

      assertThat(project.await("F", lines -> lines.size() == 2))
          .containsExactlyInAnyOrder(
              "{\"fixed\": true}",
              "{\"at\": \""
                  + time
                  + "\", \"try\": \"1\", \"of\":"
                  + " \"arn:aws:scheduler:us-east-1:000000000000:schedule/default/FTimer\"}");
    }
  }

  @Test
  void rate_recurs_andTimesThatPassTogetherAreOneInvocation() {
    try (var project = project("Schedule", "{Schedule: rate(1 minute)}")) {
      project.start().clock.advance(Duration.ofSeconds(60));
      project.await("F", lines -> lines.size() == 1);
      project.clock.advance(Duration.ofSeconds(60));
      project.await("F", lines -> lines.size() == 2);
      project.clock.advance(Duration.ofHours(8).plusSeconds(30));
      project.await("F", lines -> lines.size() == 3);
      letPass();

      assertThat(project.journal("F")).hasSize(3);
      project.clock.advance(Duration.ofSeconds(30));
      project.await("F", lines -> lines.size() == 4);
    }
  }

  @Test
  void cron_isOfItsTimeZone() {
    try (var project =
        project(
            "ScheduleV2",
            "{ScheduleExpression: 'cron(0 3 * * ? *)', ScheduleExpressionTimezone: Asia/Tokyo}")) {
      project.start().clock.advance(Duration.ofDays(1));

      var event = json(project.await("F", lines -> !lines.isEmpty()).getFirst());
      assertThat(event.path("time").asText()).endsWith("T18:00:00Z");
    }
  }

  @Test
  void once_happensOnce() {
    var time = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
    try (var project =
        project(
            "ScheduleV2", "{ScheduleExpression: 'at(" + time.toString().replace("Z", "") + ")'}")) {
      project.start().clock.advance(Duration.ofHours(2));
      project.await("F", lines -> lines.size() == 1);
      project.clock.advance(Duration.ofDays(2));
      letPass();

      assertThat(project.journal("F")).hasSize(1);
    }
  }

  @Test
  void throttledRun_isRepeated() {
    var record = "{\"dynamodb\": {\"Keys\": {\"PK\": {\"S\": \"a\"}, \"SK\": {\"S\": \"1\"}}}}";
    var properties = "{Schedule: rate(1 minute), Input: '{\"Records\": [" + record + "]}'}";
    var function =
        function("Schedule", properties, "Second", properties)
            .replace("sample.Recorder", "sample.Consumer")
            .replace("JOURNAL:", "PAUSE: '50', JOURNAL:")
            .replace("Properties:\n", "Properties:\n      ReservedConcurrentExecutions: 1\n");
    try (var project = new EventProject(directory, function)) {
      project.start().clock.advance(Duration.ofMinutes(1));

      assertThat(project.await("F", "done", 2)).containsExactly("a/1", "a/1");
    }
  }

  @Test
  void nothing_happensAfterTheEnd() {
    try (var project = project("Schedule", "{Schedule: rate(1 minute)}")) {
      project.start().stop();
      project.clock.advance(Duration.ofHours(1));
      letPass();

      assertThat(project.journal("F")).isEmpty();
    }
  }

  private EventProject project(String type, String properties) {
    return new EventProject(directory, function(type, properties));
  }

  private EventProject project(
      String type, String properties, String ruleName, String ruleProperties) {
    return new EventProject(directory, function(type, properties, ruleName, ruleProperties));
  }

  private String function(String type, String properties, String ruleName, String ruleProperties) {
    return function(type, properties)
        + "        %s: {Type: Schedule, Properties: %s}\n".formatted(ruleName, ruleProperties);
  }

  private String function(String type, String properties) {
    return """
      F:
        Type: AWS::Serverless::Function
        Properties:
          Handler: dev.cubby.local.sample.Recorder
          Environment: {Variables: {JOURNAL: '%s'}}
          Events:
            Timer: {Type: %s, Properties: %s}
    """
        .formatted(directory.resolve("F"), type, properties);
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
