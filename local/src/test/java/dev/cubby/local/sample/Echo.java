package dev.cubby.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Answers the event it was given as the body of a proxy response.
public final class Echo implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = new String(input.readAllBytes(), UTF_8).replace("\\", "\\\\").replace("\"", "\\\"");
    output.write(("{\"statusCode\": 200, \"body\": \"" + event + "\"}").getBytes(UTF_8));
  }
}
