package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers the admin key that it is given, or another one if it is asked for that.
public final class MakeKey implements RequestHandler<Map<String, String>, Map<String, Object>> {

  @Override
  public Map<String, Object> handleRequest(Map<String, String> event, Context context) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put(
        "adminKey",
        "true".equals(event.get("anotherAdminKey"))
            ? "made-" + context.getAwsRequestId()
            : event.get("adminKey"));
    answer.put("keyCount", 1);
    return answer;
  }
}
