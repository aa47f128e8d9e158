package dev.cubby.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A way to call the API. Contract tests hold for each.
public interface Api {

  Answer call(Call call);

  /// Lets time go by, for what expires.
  void elapse(Duration time);

  /// Makes all calls at once, each by a client of its own, and returns their answers in order.
  default List<Answer> atOnce(List<Call> calls) {
    var tasks = calls.stream().<Callable<Answer>>map(call -> () -> call(call)).toList();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      return clients.invokeAll(tasks).stream().map(Future::resultNow).toList();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same, called by clients that repeat what is to be tried later, as they are told to. On a
  /// busy machine DynamoDB Local is at times too slow for many of them.
  default Api patiently() {
    return new PatientApi(this);
  }
}
