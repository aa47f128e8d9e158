package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.LinkedHashMap;
import java.util.Map;

/// Returns the secret that it is given, or else makes one.
public final class MakeKey implements RequestHandler<Map<String, String>, Map<String, Object>> {

  @Override
  public Map<String, Object> handleRequest(Map<String, String> event, Context context) {
    var result = new LinkedHashMap<String, Object>();
    result.put("secret", event.getOrDefault("secret", "made-" + context.getAwsRequestId()));
    result.put("keyCount", 1);
    return result;
  }
}
