package dev.cubby.shared.aws;

import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/// Calls to AWS services.
public final class AwsCall {

  private AwsCall() {}

  /// Returns the result of a `call` to a `service`.
  ///
  /// @throws ProblemException with [Unavailable] if the service throttles, fails or is unreachable
  ///   after the SDK's retries; a write may then have taken effect. Other failures throw the SDK's
  ///   own exceptions
  public static <R> R to(String service, Supplier<R> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw isUnavailability(e) ? new ProblemException(new Unavailable(service), e) : e;
    } catch (RuntimeException e) {
      throw isAbortedConnecting(e) ? new ProblemException(new Unavailable(service), e) : e;
    }
  }

  // If the SDK aborts an attempt while it connects, the JDK's HTTP client dereferences a connection
  // that no longer exists. Asked again, it throws the same exception, wrapped.
  private static boolean isAbortedConnecting(RuntimeException e) {
    var trace = e.getStackTrace();
    return (e instanceof NullPointerException || e.getCause() instanceof NullPointerException)
        && trace.length > 0
        && trace[0].getClassName().startsWith("sun.net.www.protocol.http");
  }

  private static boolean isUnavailability(SdkException e) {
    return switch (e) {
      case SdkServiceException service ->
          service.isThrottlingException() || service.statusCode() >= 500;
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> true;
      default -> e.getCause() instanceof IOException;
    };
  }
}
