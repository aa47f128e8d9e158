package dev.cubby.local.gateway;

/// Thrown when API Gateway does not accept a function's result. The message is for the log, not for
/// clients.
final class MalformedResultException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedResultException(String message) {
    super(message);
  }

  MalformedResultException(String message, Throwable cause) {
    super(message, cause);
  }
}
