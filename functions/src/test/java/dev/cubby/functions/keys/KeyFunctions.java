package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.gateway.GatewayPlans;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.TestContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/// All functions of keys on one table, one control plane and one clock.
public record KeyFunctions(Table table, ApiGatewayClient apiGateway, MovableClock clock) {

  public DirectApi api() {
    var keys = new KeyStore(table);
    var issuer = new KeyIssuer(table, gatewayKeys());
    var usage = new UsageReports(table, new GatewayPlans(apiGateway), clock);
    return new DirectApi(
        clock,
        new CreateApiKey(issuer, clock),
        new ListApiKeys(keys, clock),
        new UpdateApiKey(keys, clock),
        new DeleteApiKey(keys, clock),
        new RotateApiKey(issuer, clock),
        new GetUsage(keys, usage, clock),
        new GetUserUsage(keys, usage, clock));
  }

  /// Has `Bootstrap` do its work, and returns the key that it makes.
  Bootstrap.Result bootstrap(Map<String, String> input) {
    var bootstrap =
        new Bootstrap(table, gatewayKeys(), new GatewayPlans(apiGateway), ApiKeys.PLAN_IDS, clock);
    return bootstrap.handleRequest(input, new TestContext());
  }

  ReconcileGatewayKeys reconcile() {
    return reconcile(InstantSource.system());
  }

  ReconcileGatewayKeys reconcile(InstantSource time) {
    return new ReconcileGatewayKeys(new KeyStore(table), gatewayKeys(), ApiKeys.PLAN_IDS, time);
  }

  /// Writes a user, and returns its path. Keys look at whether there is a profile, not into it.
  static String newUser(Table table) {
    var userId = UUID.randomUUID().toString();
    table.put(UserPartition.profile(userId).toAttributes());
    return "/users/" + userId;
  }

  private GatewayKeys gatewayKeys() {
    return new GatewayKeys(apiGateway, "Table");
  }
}
