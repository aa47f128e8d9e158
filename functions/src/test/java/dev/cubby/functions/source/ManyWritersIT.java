package dev.cubby.functions.source;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Writers of one source at once, and a reader, while one in five calls to DynamoDB goes wrong.
/// Each repeats what is not answered, as clients are told to, under the same `Idempotency-Key`. No
/// event may be lost, and none count twice.
@Order(1) // Those that need this lock take turns.
@ResourceLock(HttpApi.FAULTS)
class ManyWritersIT extends SourceCase {

  @RegisterExtension static final HttpApi api = HttpApi.withFaults();

  private static final int PERCENT = 20;

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();

  @Override
  Api api() {
    return api.patiently();
  }

  @Test
  @Timeout(value = 20, unit = MINUTES)
  void eventsOfEightWriters_countOnceEach() {
    check(200, 8);
  }

  @Test
  @Tag("slow")
  @Timeout(value = 40, unit = MINUTES)
  void twoThousandEventsOf64Writers_countOnceEach() {
    check(2_000, 64);
  }

  private void check(int events, int writers) {
    long seed = System.nanoTime();
    var start = Instant.now();
    var faults = api.local().faults();
    faults.limitPartitions(1_000, 3_000, InstantSource.system());
    faults.follow(FaultSchedule.seeded(seed, PERCENT));
    List<String> ids;
    try (var threads = Executors.newFixedThreadPool(writers + 1)) {
      var reader = CompletableFuture.runAsync(() -> readUntil(events), threads);
      var writes =
          IntStream.rangeClosed(1, events)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> write(i), threads))
              .toList();
      ids = writes.stream().map(CompletableFuture::join).toList();
      reader.join();
    }
    faults.follow(FaultSchedule.none());
    System.out.printf(
        "%d events with seed %d took %d s and %d calls to DynamoDB, of which went wrong: %s%n",
        events,
        seed,
        Duration.between(start, Instant.now()).toSeconds(),
        faults.calls(),
        new TreeMap<>(faults.injected()));

    assertThat(faults.injected()).containsKeys(Fault.CANCELLATION, Fault.LOST_ANSWER);
    assertThat(writesOnRecord()).containsExactlyInAnyOrderElementsOf(ids);
    assertStatistics(exposed("24h_average"), events);
    assertStatistics(exposed("7d_average"), events);
    assertThat(exposed("24h_devt").path("steps").valueStream().mapToInt(ManyWritersIT::count).sum())
        .isEqualTo(events);
  }

  /// Writes the event with the number `i`, and returns its id.
  private String write(int i) {
    begun.incrementAndGet();
    var call =
        writeCall("{\"i\":" + i + "}").header("Idempotency-Key", UUID.randomUUID().toString());
    var id = data(untilAnswered(call.as(writer))).path("id").asText();
    acknowledged.incrementAndGet();
    return id;
  }

  /// What was acknowledged is counted, and nothing that was not sent.
  private void readUntil(int events) {
    while (acknowledged.get() < events) {
      int least = acknowledged.get();
      api.elapse(Duration.ofMillis(20));
      var answer = expose("24h_average");
      if (isLater(answer)) {
        continue;
      }
      assertThat(count(data(answer))).isBetween(least, begun.get());
    }
  }

  private Answer untilAnswered(Call call) {
    var answer = api.call(call);
    while (isLater(answer)) {
      api.elapse(Duration.ofMillis(ThreadLocalRandom.current().nextInt(2_000)));
      answer = api.call(call);
    }
    return answer;
  }

  private static boolean isLater(Answer answer) {
    return answer.status() == 429 || answer.status() >= 500;
  }

  private List<String> writesOnRecord() {
    var query = "userId=" + user.userId() + "&name=default&limit=1000";
    var ids = new ArrayList<String>();
    var cursor = "";
    do {
      var page = actions(query + cursor).hasStatus(200).json();
      page.path("items")
          .valueStream()
          .filter(action -> action.path("action").asText().equals("write_raw"))
          .forEach(action -> ids.add(action.path("id").asText()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return ids;
  }

  /// Of the numbers from 1 to `n`.
  private static void assertStatistics(JsonNode statistics, int n) {
    var field = statistics.at("/fields/~1i");
    assertThat(count(statistics)).isEqualTo(n);
    assertThat(count(field)).isEqualTo(n);
    assertThat(field.path("min").asInt()).isOne();
    assertThat(field.path("max").asInt()).isEqualTo(n);
    assertThat(field.path("mean").asDouble()).isEqualTo((n + 1) / 2.0);
    assertThat(field.path("standardDeviation").asDouble())
        .isCloseTo(Math.sqrt(n * (n + 1) / 12.0), within(1e-9));
  }

  private static int count(JsonNode statistics) {
    return statistics.path("count").asInt();
  }
}
