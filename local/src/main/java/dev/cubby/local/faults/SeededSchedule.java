package dev.cubby.local.faults;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Draws two random numbers for every call, used or not.
final class SeededSchedule implements FaultSchedule {

  private final SplittableRandom random;
  private final int percent;

  SeededSchedule(long seed, int percent) {
    this.random = new SplittableRandom(seed);
    this.percent = percent;
  }

  @Override
  public @Nullable Fault next(String operation) {
    boolean fails = random.nextInt(100) < percent;
    double which = random.nextDouble();
    var faults = Fault.of(operation);
    return fails ? faults.get((int) (which * faults.size())) : null;
  }
}
