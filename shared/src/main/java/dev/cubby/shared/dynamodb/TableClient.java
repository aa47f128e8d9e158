package dev.cubby.shared.dynamodb;

import dev.cubby.shared.aws.CallLimits;
import dev.cubby.shared.aws.ThisFunction;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// The DynamoDB client of every function.
public final class TableClient {

  // Three consecutive calls stay below the 10 s timeout of most functions.
  private static final CallLimits LIMITS =
      new CallLimits(
          Duration.ofMillis(1_200),
          Duration.ofSeconds(3),
          3,
          TransactionConflictException.class::isInstance);

  private TableClient() {}

  /// Returns a client as [ThisFunction] configures it. `AWS_ENDPOINT_URL_DYNAMODB` sets another
  /// endpoint.
  static DynamoDbClient ofThisFunction() {
    return ThisFunction.on(builder(), "dynamodb", "AWS_ENDPOINT_URL_DYNAMODB").build();
  }

  /// Returns a builder with Cubby's timeouts and retries.
  public static DynamoDbClientBuilder builder() {
    return LIMITS.on(DynamoDbClient.builder());
  }
}
