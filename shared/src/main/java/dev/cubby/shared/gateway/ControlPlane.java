package dev.cubby.shared.gateway;

import dev.cubby.shared.aws.AwsCall;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.LimitExceededException;

/// Calls to API Gateway's control plane. Per account, it allows 5 calls a second of each kind for
/// keys, and 10 of all kinds
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
      // Throttling and a full account both return 429; only throttling passes.
      throw e.getCause() instanceof LimitExceededException
          ? new ProblemException(
              new Conflict("API Gateway has reached its limit of API keys; delete unused keys"), e)
          : e;
    }
  }

  /// Whether a call failed because of a concurrent one. API Gateway uses the error for existing
  /// things.
  static boolean isConcurrentModification(Throwable e) {
    return e instanceof ConflictException conflict
        && String.valueOf(conflict.getMessage()).contains("concurrent modification");
  }
}
