package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// A function's log on the process's standard output, verbatim.
enum StandardOutLogger implements LambdaLogger {
  INSTANCE;

  @Override
  public void log(String message) {
    System.out.print(message);
  }

  @Override
  public void log(byte[] message) {
    System.out.write(message, 0, message.length);
  }
}
