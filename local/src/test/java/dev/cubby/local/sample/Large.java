package dev.cubby.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/// Answers a proxy response with a header as long as the query parameter `header` says, and of at
/// least as many bytes as the path parameter `size` says.
public final class Large implements RequestStreamHandler {

  private static final Pattern SIZE = Pattern.compile("\"size\":\"(\\d+)\"");
  private static final Pattern HEADER = Pattern.compile("\"header\":\"(\\d+)\"");

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = new String(input.readAllBytes(), UTF_8);
    var answer =
        "{\"statusCode\":200,\"headers\":{\"X-Large\":\""
            + "a".repeat(number(HEADER, event))
            + "\"},\"body\":\"";
    var end = "\"}";
    int padding = number(SIZE, event) - answer.length() - end.length();
    output.write((answer + "a".repeat(Math.max(0, padding)) + end).getBytes(UTF_8));
  }

  private static int number(Pattern pattern, String event) {
    var matcher = pattern.matcher(event);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
