package dev.cubby.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Writes each event to the journal, and answers `ANSWER` in its environment.
public final class Recorder implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Journal.write(new String(input.readAllBytes(), UTF_8));
    output.write(System.getenv().getOrDefault("ANSWER", "").getBytes(UTF_8));
  }
}
