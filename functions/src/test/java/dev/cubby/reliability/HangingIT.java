package dev.cubby.reliability;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/// DynamoDB takes calls and answers none.
@Tag("slow")
@Isolated("It counts the threads of the JVM and the bytes of its heap.")
class HangingIT {

  @RegisterExtension static final HttpApi api = HttpApi.sharedWithFaults();

  private static final Call DOCUMENTS =
      Batches.of(
          IntStream.range(0, 4)
              .mapToObj(i -> Batches.post("/collections/c" + i + "/documents", "{}"))
              .toArray(String[]::new));

  private static final int ROUNDS = 10;

  /// Until everything is loaded, and every pool is as large as it gets.
  private static final int FIRST_ROUNDS = 2;

  private static final int REQUESTS_AT_ONCE = 100;
  private static final long MEGABYTE = 1 << 20;

  /// How long what a request leaves behind may stay.
  private static final Duration REST = Duration.ofSeconds(6);

  /// What the JVM has for all of the API, and for its client.
  private record Footprint(int threads, long megabytes) {

    static Footprint atRest() throws InterruptedException {
      Thread.sleep(REST);
      System.gc();
      return new Footprint(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE);
    }
  }

  private final TestKey known = TestUser.create().key(READ, WRITE);

  @Test
  void thousandRequests_are503InTimeAndLeaveNothingBehind() throws InterruptedException {
    api.call(Call.post("/records/a", "1").as(known)).hasStatus(201);
    api.local().faults().follow(FaultSchedule.always(Fault.HANG));
    sendAll(FIRST_ROUNDS);
    var first = Footprint.atRest();

    sendAll(ROUNDS - FIRST_ROUNDS);

    var last = Footprint.atRest();
    System.out.println("200 hanging requests leave " + first + ", 1000 leave " + last);
    assertThat(last.threads()).isLessThanOrEqualTo(first.threads() + 10);
    assertThat(last.megabytes()).isLessThanOrEqualTo(first.megabytes() + 10);
  }

  private void sendAll(int rounds) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < rounds; round++) {
        IntStream.range(0, REQUESTS_AT_ONCE)
            .mapToObj(i -> CompletableFuture.runAsync(() -> send(i), threads))
            .toList()
            .forEach(CompletableFuture::join);
      }
    }
  }

  /// Every fourth request reads definitions of collections. Every second one has a key that the
  /// authorizer has yet to look for.
  private void send(int number) {
    var key = number % 2 == 0 ? known : TestUser.create().key(READ, WRITE);
    var start = Instant.now();
    var call = number % 4 == 0 ? DOCUMENTS : Call.put("/records/a?upsert=true", "2");
    var answer = api.send(call, key.key().secret()).isProblem(503);
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
  }
}
