package dev.cubby.testing;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Ends a function between two calls of AWS, by whatever client: from then on each call fails, and
/// nothing leaves the function any more.
public final class Kill implements ExecutionInterceptor {

  static final Kill NEVER = new Kill(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private final int lastSent;
  private final int lastAnswered;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  private Kill(int lastSent, int lastAnswered) {
    this.lastSent = lastSent;
    this.lastAnswered = lastAnswered;
  }

  /// After `calls` calls, before the next one is sent.
  public static Kill after(int calls) {
    return new Kill(calls, calls);
  }

  /// While the answer to the `call`-th call is under way, which is carried out.
  public static Kill during(int call) {
    return new Kill(call, call - 1);
  }

  /// Whether that has happened.
  public boolean hasStruck() {
    return sent.get() > lastSent || answered.get() > lastAnswered;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    strike(sent.incrementAndGet() > lastSent || hasStruck());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    strike(answered.incrementAndGet() > lastAnswered);
  }

  // A call that is answered with an error is answered.
  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    answered.incrementAndGet();
  }

  private static void strike(boolean now) {
    if (now) {
      throw new IllegalStateException("Killed");
    }
  }
}
