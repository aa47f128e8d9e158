package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Prints metrics with a stack trace in them, then logs a line without its line feed.
public final class Metrics implements RequestHandler<Object, Map<String, Object>> {

  @Override
  public Map<String, Object> handleRequest(Object event, Context context) {
    System.out.println(
        "{\"_aws\":{\"CloudWatchMetrics\":[]},\"failure\":\"java.lang.Error: no\\n\\tat a.B.c\\n\"}");
    context.getLogger().log("logged");
    return Map.of("statusCode", 503, "body", "{\"detail\":\"It is closed\"}");
  }
}
