package dev.cubby.local.events;

import static dev.cubby.local.events.EventProject.keys;
import static dev.cubby.local.events.EventProject.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In which order, and how many at once, the functions of a stream get their batches.
class StreamOrderTest extends StreamCase {

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
}
