package dev.cubby.local.faults;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Decides the fault of each call. A [FaultProxy] asks it once per call, in order of arrival, one
/// call at a time.
@FunctionalInterface
public interface FaultSchedule {

  /// The fault of the next call, which is of this `operation`; null for none.
  @Nullable Fault next(String operation);

  /// No call fails.
  static FaultSchedule none() {
    return _ -> null;
  }

  /// The next calls fail with these faults, one each; later calls do not fail.
  static FaultSchedule first(Fault... faults) {
    var rest = new ArrayDeque<>(List.of(faults));
    return _ -> rest.poll();
  }

  /// The next call of an `operation` fails with this fault; later calls do not fail. Operations of
  /// other services than DynamoDB are called by method and path, such as `POST /apikeys`.
  static FaultSchedule next(String operation, Fault fault) {
    var isDue = new AtomicBoolean(true);
    return called -> called.equals(operation) && isDue.getAndSet(false) ? fault : null;
  }

  /// Every call fails with this fault.
  static FaultSchedule always(Fault fault) {
    return _ -> fault;
  }

  /// Every page of a Query ends early, and every second batch leaves requests unprocessed.
  static FaultSchedule inParts() {
    var batches = new AtomicInteger();
    return operation -> {
      if (Fault.SHORT_PAGE.concerns(operation)) {
        return Fault.SHORT_PAGE;
      }
      boolean isDue = Fault.UNPROCESSED.concerns(operation) && batches.getAndIncrement() % 2 == 0;
      return isDue ? Fault.UNPROCESSED : null;
    };
  }

  /// Makes `percent` of the calls fail. Two in five of these take effect and lose their response.
  ///
  /// The seed fixes two random numbers for the first call, two for the second, and so on: whether
  /// it fails, and with which of the faults that its operation can have. The seed does not
  /// determine which of two concurrent calls is first.
  static FaultSchedule seeded(long seed, int percent) {
    return new SeededSchedule(seed, percent);
  }
}
