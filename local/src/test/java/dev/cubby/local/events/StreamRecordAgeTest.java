package dev.cubby.local.events;

import static dev.cubby.local.events.EventProject.keys;
import static dev.cubby.local.events.EventProject.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Records of a stream that have become too old.
class StreamRecordAgeTest extends StreamCase {

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
}
