package dev.cubby.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Answers the base64 in the header `x-script`, with the number of calls in place of `CALLS`;
/// throws the rest of a script that starts with `throw `. Takes as many milliseconds as `PAUSE` in
/// its environment says, and says `begin` in the journal before, if there is one.
public final class Scripted implements RequestStreamHandler {

  private static final Pattern SCRIPT = Pattern.compile("\"x-script\":\"([^\"]*)\"");

  private final AtomicInteger calls = new AtomicInteger();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var matcher = SCRIPT.matcher(new String(input.readAllBytes(), UTF_8));
    if (!matcher.find()) {
      throw new IllegalStateException("no script");
    }
    var script = new String(Base64.getDecoder().decode(matcher.group(1)), UTF_8);
    var answer = script.replace("CALLS", Integer.toString(calls.incrementAndGet()));
    if (System.getenv("JOURNAL") != null) {
      Journal.write("begin");
    }
    try {
      Thread.sleep(Long.parseLong(System.getenv().getOrDefault("PAUSE", "0")));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (answer.startsWith("throw ")) {
      throw new IllegalStateException(answer.substring("throw ".length()));
    }
    output.write(answer.getBytes(UTF_8));
  }
}
