package dev.cubby.local;

/// Thrown when the command line is wrong. Its message is one line for the user.
final class CommandLineException extends Exception {

  private static final long serialVersionUID = 1L;

  CommandLineException(String message) {
    super(message);
  }
}
