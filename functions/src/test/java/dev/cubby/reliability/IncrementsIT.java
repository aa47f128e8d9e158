package dev.cubby.reliability;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestUser;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Many clients add to one number by PATCH, while one in five calls to DynamoDB goes wrong. Each
/// repeats a failed PATCH under its `Idempotency-Key`.
@Order(1) // Those that need this lock take turns.
@ResourceLock(HttpApi.FAULTS)
class IncrementsIT {

  private static final int PERCENT = 20;

  @RegisterExtension final HttpApi api = HttpApi.withFaults();

  /// Any, or the one in the system property `faults.seed`.
  private final long seed = Long.getLong("faults.seed", new Random().nextLong());

  private final TestUser user = TestUser.create();

  @Test
  void eightClients_makeAnExactSum() {
    check(8, 10);
  }

  @Test
  @Tag("slow")
  void sixtyFourClients_makeAnExactSum() {
    check(64, 25);
  }

  private void check(int clients, int increments) {
    var owner = user.key(READ, WRITE);
    var create = Call.post("/records/counter", "{\"n\":0.00}").header("Idempotency-Key", "first");
    api.patiently().call(create.as(owner)).hasStatus(201);
    var faults = api.local().faults();
    faults.limitPartitions(1_000, 3_000, InstantSource.system());
    faults.follow(FaultSchedule.seeded(seed, PERCENT));
    try (var threads = Executors.newFixedThreadPool(clients)) {
      Collections.nCopies(clients, 0).stream()
          .map(_ -> CompletableFuture.runAsync(() -> increment(increments), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
    faults.follow(FaultSchedule.none());
    System.out.printf(
        "%d increments of %d clients with seed %d took %d calls to DynamoDB%n",
        clients * increments, clients, seed, faults.calls());

    var counter = api.patiently().call(Call.get("/records/counter").as(owner)).hasStatus(200);
    assertThat(counter.body())
        .as("To try again: mvn verify -Dit.test=IncrementsIT -Dfaults.seed=%d", seed)
        .isEqualTo("{\"n\":" + clients * increments / 4 + ".00}");
    assertThat(counter.etag()).endsWith("." + (1 + clients * increments) + "\"");
  }

  private void increment(int increments) {
    var key = user.key(READ, WRITE);
    for (int i = 0; i < increments; i++) {
      var increment =
          Call.operations(
                  "/records/counter", "{\"op\":\"increment\",\"path\":\"/n\",\"value\":0.25}")
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .as(key);
      // As long as it takes: with so many at once, a PATCH may meet faster ones for long.
      var answer = api.patiently().call(increment);
      while (answer.status() == 503) {
        answer = api.patiently().call(increment);
      }
      answer.hasStatus(200);
    }
  }
}
