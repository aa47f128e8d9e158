package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.joda.time.DateTime;

/// Answers where its classes come from.
public final class Origin implements RequestHandler<Object, Map<String, String>> {

  @Override
  public Map<String, String> handleRequest(Object event, Context context) {
    return Map.of(
        "handler",
        location(Origin.class),
        "library",
        location(DateTime.class),
        "version",
        DateTime.class.getPackage().getImplementationVersion());
  }

  private static String location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().toString();
  }
}
