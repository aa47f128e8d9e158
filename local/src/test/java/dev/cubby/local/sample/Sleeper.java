package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.util.Map;

/// Prints `asleep` and sleeps for a minute. If it is interrupted, it needs a class that has not
/// been loaded before.
public final class Sleeper implements RequestHandler<Map<String, Object>, String> {

  private record Interrupted(String message) {}

  @Override
  public String handleRequest(Map<String, Object> event, Context context) {
    System.out.println("asleep");
    try {
      Thread.sleep(Duration.ofMinutes(1));
      return "awake";
    } catch (InterruptedException e) {
      return new Interrupted("interrupted").message();
    }
  }
}
