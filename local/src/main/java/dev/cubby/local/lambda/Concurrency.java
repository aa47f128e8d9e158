package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import java.util.Collection;
import java.util.concurrent.Semaphore;

/// Limits concurrent invocations ("Understanding Lambda function scaling",
/// https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html). A function with
/// `ReservedConcurrentExecutions` has that many; all others share the rest of the account's.
final class Concurrency {

  /// Lambda's quota "Concurrent executions", before any increase.
  static final int OF_ACCOUNT = 1000;

  private final Semaphore unreserved;

  Concurrency(Collection<FunctionDefinition> functions) {
    int reserved = 0;
    for (var function : functions) {
      var own = function.reservedConcurrency();
      reserved += own == null ? 0 : own;
    }
    this.unreserved = new Semaphore(Math.max(0, OF_ACCOUNT - reserved));
  }

  /// The permits of `function`. Callers never wait for one.
  Semaphore of(FunctionDefinition function) {
    var reserved = function.reservedConcurrency();
    return reserved == null ? unreserved : new Semaphore(reserved);
  }
}
