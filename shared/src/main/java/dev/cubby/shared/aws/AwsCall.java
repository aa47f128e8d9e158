package dev.cubby.shared.aws;

import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/// Calls of AWS services.
public final class AwsCall {

  private AwsCall() {}

  /// Returns what `call` to the service called `service` returns.
  ///
  /// @throws ProblemException with [Unavailable] if it throttles, fails or cannot be reached, when
  ///   the SDK has given up; whether a write then took place is not known. Everything else comes as
  ///   the SDK's own exceptions
  public static <R> R to(String service, Supplier<R> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw isUnavailability(e) ? new ProblemException(new Unavailable(service), e) : e;
    } catch (NullPointerException e) {
      throw isAbortedConnecting(e) ? new ProblemException(new Unavailable(service), e) : e;
    }
  }

  // Where the SDK ends an attempt just while it connects, the JDK's HTTP client meets a connection
  // that is gone.
  private static boolean isAbortedConnecting(NullPointerException e) {
    var trace = e.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("sun.net.www.protocol.http");
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
