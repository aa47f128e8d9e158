package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers the admin key that it is given, or else one of its own.
public final class MakeKey implements RequestHandler<Map<String, String>, Map<String, Object>> {

  @Override
  public Map<String, Object> handleRequest(Map<String, String> event, Context context) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("adminKey", event.getOrDefault("adminKey", "made-" + context.getAwsRequestId()));
    answer.put("keyCount", 1);
    return answer;
  }
}
