package dev.cubby.local.faults;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Says what goes wrong with each call. A [FaultProxy] asks it once for every call, in the order in
/// which they come, and never twice at a time.
@FunctionalInterface
public interface FaultSchedule {

  /// What goes wrong with the next call, which is of this `operation`; null for nothing.
  @Nullable Fault next(String operation);

  /// Nothing ever goes wrong.
  static FaultSchedule none() {
    return _ -> null;
  }

  /// These go wrong with the next calls, one with each, and then nothing.
  static FaultSchedule first(Fault... faults) {
    var rest = new ArrayDeque<>(List.of(faults));
    return _ -> rest.poll();
  }

  /// This goes wrong with the next call of an `operation`, and then nothing. Operations of other
  /// services than DynamoDB are called by method and path, such as `POST /apikeys`.
  static FaultSchedule next(String operation, Fault fault) {
    var isDue = new AtomicBoolean(true);
    return called -> called.equals(operation) && isDue.getAndSet(false) ? fault : null;
  }

  /// The same goes wrong with every call.
  static FaultSchedule always(Fault fault) {
    return _ -> fault;
  }

  /// Something goes wrong with `percent` of the calls. Of these, two in five are carried out all
  /// the same, and lose their answer.
  ///
  /// The seed fixes two random numbers for the first call, two for the second, and so on: whether
  /// something goes wrong with it, and what, out of what can with its operation. It does not fix
  /// which of two calls at once is the first.
  static FaultSchedule seeded(long seed, int percent) {
    return new SeededSchedule(seed, percent);
  }
}
