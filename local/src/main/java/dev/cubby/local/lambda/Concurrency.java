package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import java.util.Collection;
import java.util.concurrent.Semaphore;

/// How many invocations may be under way at once ("Understanding Lambda function scaling",
/// https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html). A function with
/// `ReservedConcurrentExecutions` may have that many; all others together what these leave of the
/// account's.
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

  /// The permits of `function`. None is waited for, so that taking one locks nothing.
  Semaphore of(FunctionDefinition function) {
    var reserved = function.reservedConcurrency();
    return reserved == null ? unreserved : new Semaphore(reserved);
  }
}
