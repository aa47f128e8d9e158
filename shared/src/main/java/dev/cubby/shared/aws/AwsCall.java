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
    }
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
