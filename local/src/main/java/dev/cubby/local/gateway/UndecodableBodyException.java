package dev.cubby.local.gateway;

/// Thrown when a function declares a body base64 that is not.
final class UndecodableBodyException extends Exception {

  private static final long serialVersionUID = 1L;

  UndecodableBodyException(Throwable cause) {
    super(cause);
  }
}
