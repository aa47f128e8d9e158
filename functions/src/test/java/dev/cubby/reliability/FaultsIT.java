package dev.cubby.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/// Random operations of many clients at once, while one in five calls to DynamoDB goes wrong.
///
/// A seed decides about operations and faults. It does not decide about the order of what happens
/// at once, so a failure may take some runs to come again.
class FaultsIT {

  private static final List<Resource> RESOURCES =
      List.of(new Records(), new Users(), new Things(Sample.NOTES), new Things(Sample.ITEMS));
  private static final int CLIENTS = 20;
  private static final int PERCENT = 20;

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void thousandOperations_loseNothingAndDoubleNothing(@ForAll("seeds") long seed) {
    check(seed, 1_000);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  @Tag("slow")
  void tenThousandOperations_loseNothingAndDoubleNothing(@ForAll("seeds") long seed) {
    check(seed, 10_000);
  }

  /// Any, or the one in the system property `faults.seed`.
  @Provide
  Arbitrary<Long> seeds() {
    var given = Long.getLong("faults.seed");
    return given == null
        ? Arbitraries.longs().withDistribution(RandomDistribution.uniform())
        : Arbitraries.just(given);
  }

  private static void check(long seed, int operations) {
    try (var api = HttpApi.startWithFaults();
        var threads = Executors.newFixedThreadPool(CLIENTS)) {
      int size = CLIENTS / RESOURCES.size();
      var crowds = RESOURCES.stream().map(resource -> new Crowd(resource, api, size)).toList();
      var random = new Random(seed);
      var start = Instant.now();
      var faults = api.local().faults();
      faults.follow(FaultSchedule.seeded(seed, PERCENT));
      crowds.stream()
          .flatMap(crowd -> crowd.tasks(random, operations / CLIENTS).stream())
          .map(task -> CompletableFuture.runAsync(task, threads))
          .toList()
          .forEach(CompletableFuture::join);
      faults.follow(FaultSchedule.none());
      System.out.printf(
          "%d operations with seed %d took %d s and %d calls to DynamoDB, of which went wrong: %s%n",
          operations,
          seed,
          Duration.between(start, Instant.now()).toSeconds(),
          faults.calls(),
          new TreeMap<>(faults.injected()));
      assertThat(faults.injected()).containsKeys(Fault.values());
      crowds.forEach(Crowd::assertReadsAndListsAgree);
    } catch (AssertionError | CompletionException e) {
      var profile = operations > 1_000 ? "-Pslow " : "";
      throw new AssertionError(
          "To try again: mvn verify " + profile + "-Dit.test=FaultsIT -Dfaults.seed=" + seed, e);
    }
  }
}
