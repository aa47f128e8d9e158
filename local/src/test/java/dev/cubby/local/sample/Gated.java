package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/// Waits at the gate that its event names: sets the system property `<gate>.reached`, and goes on
/// when there is one `<gate>.open`. It sleeps meanwhile, or computes if the event says `restless`,
/// and then no interruption ends it. If the event says `crowded`, all threads of the common pool
/// wait with it. Answers what this instance and its class have seen so far.
public final class Gated implements RequestHandler<Map<String, String>, Map<String, Integer>> {

  private static final AtomicInteger CALLS_OF_CLASS = new AtomicInteger();
  private static final AtomicInteger INTERRUPTIONS = new AtomicInteger();
  private static final long POLL_MILLIS = 5;

  private final AtomicInteger callsOfInstance = new AtomicInteger();

  @Override
  public Map<String, Integer> handleRequest(Map<String, String> event, Context context) {
    var answer = new LinkedHashMap<String, Integer>();
    answer.put("callsOfInstance", callsOfInstance.incrementAndGet());
    answer.put("callsOfClass", CALLS_OF_CLASS.incrementAndGet());
    answer.put("interruptions", INTERRUPTIONS.get());
    answer.put("remainingMillis", context.getRemainingTimeInMillis());
    var gate = event.get("gate");
    if (gate != null && event.containsKey("crowded")) {
      for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
        ForkJoinPool.commonPool().execute(() -> passThrough(gate, false));
      }
    }
    if (gate != null) {
      passThrough(gate, event.containsKey("restless"));
    }
    return answer;
  }

  private static void passThrough(String gate, boolean restless) {
    System.setProperty(gate + ".reached", "");
    try {
      while (System.getProperty(gate + ".open") == null) {
        if (restless) {
          Thread.onSpinWait();
        } else {
          Thread.sleep(POLL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      INTERRUPTIONS.incrementAndGet();
      throw new IllegalStateException(e);
    }
  }
}
