package dev.cubby.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Random operations of many clients at once, while one in five calls to DynamoDB goes wrong, its
/// partitions are throttled and its indexes are late.
///
/// A seed decides about operations and faults. It does not decide about the order of what happens
/// at once, so a failure may take some runs to come again.
@Order(1) // Those that need this lock take turns.
@ResourceLock(HttpApi.FAULTS)
class FaultsIT {

  private static final int CLIENTS = 20;
  private static final int PERCENT = 20;

  /// So few, per second and partition, that the clients of one user meet them.
  private static final int WRITE_UNITS = 100;

  private static final int READ_UNITS = 300;

  @RegisterExtension final HttpApi api = HttpApi.withFaults();

  /// Any, or the one in the system property `faults.seed`.
  private final long seed = Long.getLong("faults.seed", new Random().nextLong());

  @Test
  void thousandOperations_loseNothingAndDoubleNothing() {
    check(1_000);
  }

  @Test
  @Tag("slow")
  void tenThousandOperations_loseNothingAndDoubleNothing() {
    check(10_000);
  }

  private void check(int operations) {
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var resources = ResourceType.all();
      int size = CLIENTS / resources.size();
      var crowds = resources.stream().map(resource -> new Crowd(resource, api, size)).toList();
      var random = new Random(seed);
      var start = Instant.now();
      var faults = api.local().faults();
      faults.limitPartitions(WRITE_UNITS, READ_UNITS, InstantSource.system());
      faults.delayIndexes(
          Duration.ofSeconds(1), new SplittableRandom(seed), InstantSource.system());
      faults.follow(FaultSchedule.seeded(seed, PERCENT));
      crowds.stream()
          .flatMap(crowd -> crowd.tasks(random, operations / CLIENTS).stream())
          .map(task -> CompletableFuture.runAsync(task, threads))
          .toList()
          .forEach(CompletableFuture::join);
      faults.follow(FaultSchedule.none());
      faults.catchUp();
      crowds.forEach(Crowd::assertReadsFit);
      faults.follow(FaultSchedule.inParts());
      crowds.forEach(Crowd::assertListsAgree);
      System.out.printf(
          "%d operations with seed %d took %d s and %d calls to DynamoDB, of which went wrong: %s%n",
          operations,
          seed,
          Duration.between(start, Instant.now()).toSeconds(),
          faults.calls(),
          new TreeMap<>(faults.injected()));
      assertThat(faults.injected()).containsKeys(Fault.values());
    } catch (AssertionError | CompletionException e) {
      var profile = operations > 1_000 ? "-Pslow " : "";
      throw new AssertionError(
          "To try again: mvn verify " + profile + "-Dit.test=FaultsIT -Dfaults.seed=" + seed, e);
    }
  }
}
