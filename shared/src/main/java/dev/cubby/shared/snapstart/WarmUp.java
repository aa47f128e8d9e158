package dev.cubby.shared.snapstart;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;

/// The event by which `deploy.sh` wakes each function after a deployment, so that no user is the
/// first for whom Lambda fetches its snapshot. A function does nothing with it and logs nothing.
///
/// It is events/warm-up.json, of which the types of events know no part: what a function gets has
/// nothing of what its real caller always sends. No client can have API Gateway or the stream leave
/// that out. Who may invoke a function otherwise is a matter of IAM.
public final class WarmUp {

  private WarmUp() {}

  /// Whether `event` comes from no API.
  public static boolean is(APIGatewayProxyRequestEvent event) {
    return event.getRequestContext() == null;
  }

  /// Whether `event` comes from no API.
  public static boolean is(APIGatewayCustomAuthorizerEvent event) {
    return event.getRequestContext() == null;
  }

  /// Whether `event` comes from no stream.
  public static boolean is(DynamodbEvent event) {
    return event.getRecords() == null;
  }
}
