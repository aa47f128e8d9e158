package dev.cubby.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// A function's log on the process's standard output. Each message is an event of its own for
/// Lambda, so it ends with a line feed here.
enum StandardOutLogger implements LambdaLogger {
  INSTANCE;

  @Override
  public void log(String message) {
    System.out.print(message.endsWith("\n") ? message : message + "\n");
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, UTF_8));
  }
}
