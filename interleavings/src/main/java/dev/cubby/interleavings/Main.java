package dev.cubby.interleavings;

import static java.util.Objects.requireNonNull;

import dev.cubby.local.events.StreamScenarios;
import dev.cubby.local.gateway.CacheScenarios;
import dev.cubby.local.lambda.PoolScenarios;
import dev.cubby.local.usage.UsageScenarios;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import kotlin.Unit;
import org.pastalab.fray.core.observers.TimelineCoverageType;
import org.pastalab.fray.core.randomness.ControlledRandomProvider;
import org.pastalab.fray.core.scheduler.POSScheduler;
import org.pastalab.fray.junit.plain.FrayInTestLauncher;

/// Runs scenarios under many schedules, each drawn by partial order sampling, and stops at the
/// first that fails. `interleavings/run` starts it.
public final class Main {

  private static final int MAX_SECONDS = 600;
  private static final String PLANTED = "planted";
  private static final Map<String, Runnable> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("quota", UsageScenarios::quota);
    SCENARIOS.put("quota-at-midnight", UsageScenarios::quotaAtMidnight);
    SCENARIOS.put("burst", UsageScenarios::burst);
    SCENARIOS.put("first-requests", UsageScenarios::firstRequests);
    SCENARIOS.put("cache-misses", CacheScenarios::misses);
    SCENARIOS.put("cache-expiry", CacheScenarios::expiry);
    SCENARIOS.put("cache-failure", CacheScenarios::failure);
    SCENARIOS.put("shard", StreamScenarios::shard);
    SCENARIOS.put("pool", PoolScenarios::pool);
  }

  private Main() {}

  /// Runs all scenarios, or replays one.
  ///
  /// @param arguments the number of schedules of each scenario; or `--replay`, a scenario, and the
  ///   directory of a recording
  public static void main(String[] arguments) {
    if (arguments[0].equals("--replay")) {
      replay(arguments[1], arguments[2]);
      return;
    }
    int schedules = Integer.parseInt(arguments[0]);
    if (holds(PLANTED, schedules) || !isReplayable(PLANTED)) {
      throw new AssertionError("The planted fault is not found, or not found again");
    }
    for (var name : SCENARIOS.keySet()) {
      if (!holds(name, schedules)) {
        System.out.println("To replay it: interleavings/run --replay " + name);
        System.exit(1);
      }
    }
  }

  /// Fails as the recording in `directory` did.
  private static void replay(String name, String directory) {
    var scenario = scenario(name);
    scenario.run();
    FrayInTestLauncher.INSTANCE.launchFrayReplay(scenario, directory);
  }

  private static boolean isReplayable(String name) {
    try {
      replay(name, System.getProperty("fray.workDir") + "/recording");
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  private static boolean holds(String name, int schedules) {
    var scenario = scenario(name);
    // Fray gets stuck in the initialization of classes.
    scenario.run();
    try {
      FrayInTestLauncher.INSTANCE.launchFray(
          scenario,
          new POSScheduler(),
          new ControlledRandomProvider(),
          schedules,
          MAX_SECONDS,
          false,
          TimelineCoverageType.NONE,
          _ -> Unit.INSTANCE);
      System.out.println(name + " holds in " + schedules + " schedules");
      return true;
    } catch (AssertionError e) {
      System.out.println(name + " fails: " + e.getMessage());
      return false;
    }
  }

  private static Runnable scenario(String name) {
    return name.equals(PLANTED) ? Main::planted : requireNonNull(SCENARIOS.get(name), name);
  }

  /// Reads and then writes what others write too.
  private static void planted() {
    var count = new AtomicInteger();
    Runnable increment = () -> count.set(count.get() + 1);
    Threads.run(increment, increment);
    Threads.check(count.get() == 2, "an increment is lost");
  }
}
