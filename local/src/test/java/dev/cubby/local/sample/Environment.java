package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Answers its environment: all of it, variable `NAME` as asked for by a method reference and by
/// another thread, the invoked ARN, the time zone, the locale, and the system properties of the AWS
/// SDK.
public final class Environment implements RequestHandler<Object, Map<String, String>> {

  @Override
  public Map<String, String> handleRequest(Object event, Context context) {
    Function<String, String> reference = System::getenv;
    var answer = new TreeMap<>(System.getenv());
    answer.put("byName", System.getenv("NAME"));
    answer.put("byReference", reference.apply("NAME"));
    try (var executor = Executors.newSingleThreadExecutor()) {
      answer.put(
          "byThread", CompletableFuture.supplyAsync(() -> System.getenv("NAME"), executor).join());
    }
    answer.put("arn", context.getInvokedFunctionArn());
    answer.put("zone", ZoneId.systemDefault().getId());
    answer.put("locale", Locale.getDefault().toString());
    answer.put(
        "properties",
        System.getProperties().stringPropertyNames().stream()
            .filter(name -> name.startsWith("aws."))
            .toList()
            .toString());
    return answer;
  }
}
