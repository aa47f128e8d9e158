package dev.cubby.testing;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;

/// The context of an invocation, as far as Cubby's functions may look at it: at the time that is
/// left.
public final class TestContext implements Context {

  /// What any function takes on any machine: Lambda's longest timeout.
  public static final Duration PATIENT = Duration.ofMinutes(15);

  private final Duration remaining;

  /// Leaves a function on the stream a second, and the ten that it keeps for its end: enough for
  /// one that fails, which tries again all the while.
  public TestContext() {
    this(Duration.ofSeconds(11));
  }

  public TestContext(Duration remaining) {
    this.remaining = remaining;
  }

  public static TestContext patient() {
    return new TestContext(PATIENT);
  }

  @Override
  public String getAwsRequestId() {
    throw new AssertionError();
  }

  @Override
  public String getLogGroupName() {
    throw new AssertionError();
  }

  @Override
  public String getLogStreamName() {
    throw new AssertionError();
  }

  @Override
  public String getFunctionName() {
    throw new AssertionError();
  }

  @Override
  public String getFunctionVersion() {
    throw new AssertionError();
  }

  @Override
  public String getInvokedFunctionArn() {
    throw new AssertionError();
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw new AssertionError();
  }

  @Override
  public ClientContext getClientContext() {
    throw new AssertionError();
  }

  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(remaining.toMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    throw new AssertionError();
  }

  @Override
  public LambdaLogger getLogger() {
    throw new AssertionError();
  }
}
