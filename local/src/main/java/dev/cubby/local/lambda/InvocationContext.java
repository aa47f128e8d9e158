package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.cubby.local.template.FunctionDefinition;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The context of an invocation, for its handler.
final class InvocationContext implements Context {

  private final String requestId = UUID.randomUUID().toString();
  private final long start = System.nanoTime();
  private final FunctionDefinition function;
  private final LogNames logNames;

  InvocationContext(FunctionDefinition function, LogNames logNames) {
    this.function = function;
    this.logNames = logNames;
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return logNames.group();
  }

  @Override
  public String getLogStreamName() {
    return logNames.stream();
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return function.version();
  }

  @Override
  public String getInvokedFunctionArn() {
    return function.arn();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    var remaining = function.timeout().minus(Duration.ofNanos(System.nanoTime() - start));
    return Math.toIntExact(Math.max(0, remaining.toMillis()));
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return StandardOutLogger.INSTANCE;
  }
}
