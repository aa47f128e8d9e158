package dev.cubby.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The result of an invocation.
public sealed interface InvocationResult {

  /// The payload as Lambda's Invoke operation returns it.
  byte[] payload();

  /// The result of a function that returned `payload`: a failure if that is over 6 MB.
  static InvocationResult of(byte[] payload) {
    return payload.length > LambdaRuntime.MAX_PAYLOAD_BYTES
        ? new Failure(
            "Function.ResponseSizeTooLarge",
            "Response payload size exceeded maximum allowed payload size ("
                + LambdaRuntime.MAX_PAYLOAD_BYTES
                + " bytes).")
        : new Success(payload);
  }

  /// The function returned.
  final class Success implements InvocationResult {

    private final byte[] payload;

    Success(byte[] payload) {
      this.payload = payload;
    }

    @Override
    public byte[] payload() {
      return payload;
    }
  }

  /// The function or its initialization threw, its result is too large, or it timed out.
  ///
  /// @param errorType the exception's class name, or Lambda's error type
  /// @param errorMessage the exception's message
  record Failure(String errorType, @Nullable String errorMessage) implements InvocationResult {

    private static final String TIMEOUT = "Sandbox.Timedout";

    static Failure timeout(String requestId, String message) {
      return new Failure(TIMEOUT, "RequestId: " + requestId + " Error: " + message);
    }

    /// The failure of a function that ended its process. A status of 0 is one too.
    static Failure exit(String requestId, int status) {
      var reason =
          status == 0
              ? "exited without providing a reason"
              : "exited with error: exit status " + status;
      return new Failure(
          "Runtime.ExitError", "RequestId: " + requestId + " Error: Runtime " + reason);
    }

    /// Whether the function timed out.
    public boolean isTimeout() {
      return errorType.equals(TIMEOUT);
    }

    /// Whether an authorizer denies access: API Gateway returns 401 for this message.
    public boolean isUnauthorized() {
      return "Unauthorized".equals(errorMessage);
    }

    /// `{"errorMessage": …, "errorType": …}`.
    @Override
    public byte[] payload() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("errorMessage", errorMessage)
          .put("errorType", errorType)
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /// Lambda did not invoke the function.
  record Refused(Reason reason) implements InvocationResult {

    /// `{"Type": "User", "message": …}`.
    @Override
    public byte[] payload() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("Type", "User")
          .put("message", reason.message())
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /// Why Lambda does not invoke a function ("Invoke", section "Errors",
  /// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
  enum Reason {
    /// The concurrency limit is reached.
    THROTTLED(429, "TooManyRequestsException", "Rate Exceeded."),

    /// The event is over 6 MB.
    TOO_LARGE(
        413,
        "RequestTooLargeException",
        "Request must be smaller than "
            + LambdaRuntime.MAX_PAYLOAD_BYTES
            + " bytes for the InvokeFunction operation");

    private final int statusCode;
    private final String errorType;
    private final String message;

    Reason(int statusCode, String errorType, String message) {
      this.statusCode = statusCode;
      this.errorType = errorType;
      this.message = message;
    }

    /// The status of Lambda's response.
    public int statusCode() {
      return statusCode;
    }

    /// The name of Lambda's exception.
    public String errorType() {
      return errorType;
    }

    /// The message of Lambda's exception.
    public String message() {
      return message;
    }
  }
}
