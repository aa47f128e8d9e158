package dev.cubby.local.controlplane;

import dev.cubby.local.usage.RegistryException;

/// A failed operation: a status, a type that the SDK maps to an exception, and a message.
final class OperationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int statusCode;
  private final String type;

  private OperationException(int statusCode, String type, String message) {
    super(message, null, false, false);
    this.statusCode = statusCode;
    this.type = type;
  }

  static OperationException of(RegistryException e) {
    var message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case BAD_REQUEST -> badRequest(message);
      case CONFLICT -> new OperationException(409, "ConflictException", message);
      case NOT_FOUND -> new OperationException(404, "NotFoundException", message);
    };
  }

  static OperationException badRequest(String message) {
    return new OperationException(400, "BadRequestException", message);
  }

  static OperationException tooManyRequests() {
    return new OperationException(429, "TooManyRequestsException", "Too Many Requests");
  }

  static OperationException unknownOperation(String call) {
    return new OperationException(404, "UnknownOperationException", "local does not run " + call);
  }

  int statusCode() {
    return statusCode;
  }

  String type() {
    return type;
  }
}
