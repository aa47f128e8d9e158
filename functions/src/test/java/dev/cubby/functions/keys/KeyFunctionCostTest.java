package dev.cubby.functions.keys;

import static dev.cubby.functions.keys.StreamEvents.changed;
import static dev.cubby.functions.keys.StreamEvents.removed;
import static dev.cubby.functions.keys.StreamEvents.unregistered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.CostTable;
import dev.cubby.testing.TestContext;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the functions of keys without a route cost.
class KeyFunctionCostTest extends DirectKeysCase {

  private Authorize authorize;

  @BeforeEach
  void createAuthorizer() {
    authorize = new Authorize(new KeyStore(dynamoDb.table()), ApiKeys.RATE_LIMIT_POLICIES, clock);
  }

  @Test
  void bootstrap_consumesWhatTheTableStates() {
    CostTable.assertStated(
        "`Bootstrap` of a new stack", dynamoDb, () -> functions.bootstrap(Map.of()));
    CostTable.assertStated("`Bootstrap` later", dynamoDb, () -> functions.bootstrap(Map.of()));
  }

  @Test
  void authorizer_consumesWhatTheTableStates() {
    functions.bootstrap(Map.of());
    var secret = secretOf(make(newUser())).secret();

    CostTable.assertStated(
        "authorizer, first use of a key on a day", dynamoDb, () -> authorize(secret));
    CostTable.assertStated("authorizer", dynamoDb, () -> authorize(secret));
    CostTable.assertStated("authorizer, malformed key", dynamoDb, () -> assertRefused("x"));
  }

  @Test
  void reconciliation_consumesWhatTheTableStates() {
    functions.bootstrap(Map.of());
    var user = newUser();
    make(user);
    var key = stored(user).getFirst();

    CostTable.assertStated(
        "`ReconcileGatewayKeys`, another plan",
        dynamoDb,
        () -> reconcile(changed(key.hash(), Plan.PRO, Plan.BASIC)));
    CostTable.assertStated(
        "`ReconcileGatewayKeys`, no registration but a key",
        dynamoDb,
        () -> reconcile(unregistered(key.hash())));
    dynamoDb.table().delete(KeyMapping.key(key.hash()));
    CostTable.assertStated(
        "`ReconcileGatewayKeys`, no registration, no key",
        dynamoDb,
        () -> reconcile(unregistered(key.hash())));
    CostTable.assertStated(
        "`ReconcileGatewayKeys`, a deleted or expired key",
        dynamoDb,
        () -> reconcile(removed(key)));
  }

  private void authorize(String secret) {
    var event =
        EventLoader.loadEvent("events/authorize.json", APIGatewayCustomAuthorizerEvent.class);
    event.setHeaders(Map.of("x-api-key", secret));
    authorize.handleRequest(event);
  }

  private void assertRefused(String secret) {
    assertThatThrownBy(() -> authorize(secret)).hasMessage("Unauthorized");
  }

  private void reconcile(DynamodbStreamRecord change) {
    var response =
        functions.reconcile().handleRequest(StreamEvents.of(change), TestContext.patient());
    assertThat(response.getBatchItemFailures()).isEmpty();
  }
}
