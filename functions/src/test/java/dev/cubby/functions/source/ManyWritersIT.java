package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Writers of one source at once, while one in five calls to DynamoDB goes wrong. Each repeats what
/// is not answered, under the same key. No event may be lost, and none count twice.
class ManyWritersIT extends SourceCase {

  private static final int WRITERS = 64;
  private static final int PERCENT = 20;

  private HttpApi api;

  @BeforeEach
  void start() {
    api = HttpApi.startWithFaults();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void eventsOf64Writers_countOnceEach() {
    check(320);
  }

  @Test
  @Tag("slow")
  void fiveThousandEventsOf64Writers_countOnceEach() {
    check(5_000);
  }

  private void check(int events) {
    long seed = System.nanoTime();
    var start = Instant.now();
    var faults = api.local().faults();
    faults.follow(FaultSchedule.seeded(seed, PERCENT));
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      IntStream.rangeClosed(1, events)
          .mapToObj(i -> CompletableFuture.runAsync(() -> writeUntilAnswered(i), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
    faults.follow(FaultSchedule.none());
    System.out.printf(
        "%d events with seed %d took %d s and %d calls to DynamoDB, of which went wrong: %s%n",
        events,
        seed,
        Duration.between(start, Instant.now()).toSeconds(),
        faults.calls(),
        faults.injected());

    assertThat(faults.injected()).containsKeys(Fault.CANCELLATION, Fault.LOST_ANSWER);
    for (var type : new String[] {"24h_average", "7d_average"}) {
      var figures = exposed(type);
      assertThat(figures.path("count").asInt()).isEqualTo(events);
      var field = figures.at("/fields/~1i");
      assertThat(field.path("count").asInt()).isEqualTo(events);
      assertThat(field.path("min").asInt()).isOne();
      assertThat(field.path("max").asInt()).isEqualTo(events);
      assertThat(field.path("mean").asDouble()).isEqualTo((events + 1) / 2.0);
    }
    assertThat(
            exposed("24h_devt")
                .path("steps")
                .valueStream()
                .mapToInt(s -> s.path("count").asInt())
                .sum())
        .isEqualTo(events);
  }

  private void writeUntilAnswered(int i) {
    var call =
        writeCall("{\"i\":" + i + "}")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .as(writer);
    var answer = api.call(call);
    while (answer.status() >= 500) {
      answer = api.call(call);
    }
    answer.hasStatus(200);
  }
}
