package dev.cubby.shared.snapstart;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

/// The event with which `deploy.sh` invokes each function after a deployment, so that Lambda
/// fetches its snapshot before the first request. A function ignores the event and logs nothing.
///
/// The event, events/warm-up.json, has no field of the function's event type, so the function
/// receives an event without the fields that its real source always sends. No client can make API
/// Gateway or the stream omit them. IAM controls other invocations.
public final class WarmUp {

  private WarmUp() {}

  /// Whether `event` is a warm-up, not from API Gateway.
  public static boolean is(APIGatewayProxyRequestEvent event) {
    return event.getRequestContext() == null;
  }

  /// Whether `event` is a warm-up, not from API Gateway.
  public static boolean is(APIGatewayCustomAuthorizerEvent event) {
    return event.getRequestContext() == null;
  }

  /// Whether `event` is a warm-up, not from a stream.
  public static boolean is(DynamodbEvent event) {
    return event.getRecords() == null;
  }

  /// Whether `event` is a warm-up, not from a schedule.
  public static boolean is(ScheduledEvent event) {
    return event.getSource() == null;
  }
}
