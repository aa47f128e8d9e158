package dev.cubby.local.gateway;

/// Thrown when a body that a function calls base64 is not.
final class UndecodableBodyException extends Exception {

  private static final long serialVersionUID = 1L;

  UndecodableBodyException(Throwable cause) {
    super(cause);
  }
}
