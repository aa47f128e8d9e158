package dev.cubby.local.usage;

/// A failed operation on keys or plans, in the words of API Gateway where they are known.
public final class RegistryException extends Exception {

  private static final long serialVersionUID = 1L;

  /// The kind of failure.
  public enum Reason {
    BAD_REQUEST,
    CONFLICT,
    NOT_FOUND
  }

  private final Reason reason;

  public RegistryException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  static RegistryException noSuchKey() {
    return new RegistryException(Reason.NOT_FOUND, "Invalid API Key identifier specified");
  }

  static RegistryException noSuchPlan() {
    return new RegistryException(Reason.NOT_FOUND, "Invalid Usage Plan ID specified");
  }
}
