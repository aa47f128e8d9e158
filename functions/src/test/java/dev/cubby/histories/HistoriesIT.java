package dev.cubby.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.HttpApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Twenty clients read and write the same records at once, while one in five calls to DynamoDB goes
/// wrong. Their history must be linearizable.
@Order(1) // Those that need this lock take turns.
@ResourceLock(HttpApi.FAULTS)
class HistoriesIT {

  private static final int CLIENTS = 20;
  private static final int PERCENT = 20;

  @RegisterExtension final HttpApi api = HttpApi.withFaults();

  /// Any, or the one in the system property `faults.seed`.
  private final long seed = Long.getLong("faults.seed", new Random().nextLong());

  @Test
  void fiveHundredOperations_areLinearizable() throws IOException {
    check(500);
  }

  @Test
  @Tag("slow")
  void fiveThousandOperations_areLinearizable() throws IOException {
    check(5_000);
  }

  /// As many as the system property says.
  @Test
  @EnabledIfSystemProperty(named = "histories.operations", matches = "\\d+")
  void operations_areLinearizable() throws IOException {
    check(Integer.getInteger("histories.operations"));
  }

  private void check(int operations) throws IOException {
    var start = Instant.now();
    var faults = api.local().faults();
    faults.follow(FaultSchedule.seeded(seed, PERCENT));
    var history = new Clients(api, seed).run(CLIENTS, operations);
    faults.follow(FaultSchedule.none());
    var recorded = Instant.now();
    var file = Files.createDirectories(Path.of("target/histories")).resolve(seed + ".ndjson");
    history.write(file);

    var verdict = history.check(Duration.ZERO, Allowance.LATE_ATTEMPTS);

    System.out.printf(
        "%d operations with seed %d, %d of unknown outcome, took %d s; the check took %d s. Sets of"
            + " records by what they needed: %s%n",
        history.operations().size(),
        seed,
        history.operations().stream().filter(Operation::isUnknown).count(),
        Duration.between(start, recorded).toSeconds(),
        Duration.between(recorded, Instant.now()).toSeconds(),
        verdict.needed());
    assertThat(history.operations()).hasSize(operations);
    assertThat(verdict.failure())
        .as(
            "To check this history again:"
                + " mvn test -Dtest=RecordedHistoryTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dhistories.file=%s%n"
                + "To record another: mvn verify -Dit.test=HistoriesIT -Dfaults.seed=%d"
                + " -Dhistories.operations=%d%n",
            file.toAbsolutePath(), seed, operations)
        .isEmpty();
  }
}
