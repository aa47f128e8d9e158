package dev.cubby.shared.gateway;

import dev.cubby.shared.aws.AwsCall;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.LimitExceededException;

/// Calls of API Gateway's control plane, which takes 5 of each kind a second for keys, and 10 of
/// all kinds, from an account
/// ([quotas](https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html)).
final class ControlPlane {

  private ControlPlane() {}

  static <R> R call(Supplier<R> call) {
    try {
      return AwsCall.to(Unavailable.GATEWAY, call);
    } catch (ConflictException e) {
      throw isConcurrentModification(e)
          ? new ProblemException(new Unavailable(Unavailable.GATEWAY), e)
          : e;
    } catch (ProblemException e) {
      // Throttling and a full account are both 429; only one of them passes.
      throw e.getCause() instanceof LimitExceededException
          ? new ProblemException(
              new Conflict("API Gateway has reached its limit of API keys; delete unused keys"), e)
          : e;
    }
  }

  /// Whether API Gateway refused a call since another one changes something at this moment. It does
  /// so by the error that it has for what exists already.
  static boolean isConcurrentModification(Throwable e) {
    return e instanceof ConflictException conflict
        && String.valueOf(conflict.getMessage()).contains("concurrent modification");
  }
}
