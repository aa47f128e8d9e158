package dev.cubby.testing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Calls `api` again while it answers that this is to be tried later, after waits that grow. Gives
/// up after about a minute.
record PatientApi(Api api) implements Api {

  private static final Set<Integer> LATER = Set.of(429, 503);
  private static final int REPETITIONS = 20;
  private static final int WAIT_MILLIS = 500;

  @Override
  public Answer call(Call call) {
    var answer = api.call(call);
    for (int i = 1; i <= REPETITIONS && LATER.contains(answer.status()); i++) {
      pause(ThreadLocalRandom.current().nextInt(i * WAIT_MILLIS));
      answer = api.call(call);
    }
    return answer;
  }

  @Override
  public void elapse(Duration time) {
    api.elapse(time);
  }

  // Not of the API's time, which may be a test's own.
  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
