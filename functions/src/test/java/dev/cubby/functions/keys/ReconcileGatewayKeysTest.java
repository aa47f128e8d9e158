package dev.cubby.functions.keys;

import static dev.cubby.functions.keys.StreamEvents.changed;
import static dev.cubby.functions.keys.StreamEvents.removed;
import static dev.cubby.functions.keys.StreamEvents.unregistered;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.stream.ItemChange;
import dev.cubby.shared.stream.Progress;
import dev.cubby.shared.stream.StreamFunction;
import dev.cubby.shared.stream.Work;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcileGatewayKeysTest extends DirectKeysCase {

  private String user;

  @BeforeEach
  void createUser() {
    functions.bootstrap(Map.of());
    user = newUser();
  }

  @Test
  void deletedKey_leavesApiGateway() {
    var key = madeAndDeleted();

    assertThat(reconcile(removed(key))).isEmpty();
    assertThat(reconcile(removed(key))).as("once more").isEmpty();

    assertThat(apiKeys.countedBy("basic")).isEmpty();
  }

  @Test
  void expiredKey_leavesItsUserToo() {
    make(user);
    var key = stored(user).getFirst();
    // As DynamoDB does: it knows of no reference.
    dynamoDb.table().delete(KeyMapping.key(key.hash()));

    reconcile(removed(key));

    assertThat(dynamoDb.table().get(KeyMapping.referenceKey(userIdOf(user), key.keyId())))
        .isEmpty();
    assertThat(apiKeys.countedBy("basic")).isEmpty();
  }

  @Test
  void keyThatWasNeverFinished_leavesApiGateway() {
    var hash = ApiKey.generate().hash();
    new GatewayKeys(apiKeys.client(), "Table").register(hash, NONE, "BasicPlan");

    reconcile(unregistered(hash));

    assertThat(apiKeys.countedBy("basic")).isEmpty();
  }

  @Test
  void finishedKey_stays() {
    var hash = secretOf(make(user)).hash();

    reconcile(unregistered(hash));

    assertThat(apiKeys.countedBy("basic")).containsKey(hash);
  }

  @Test
  void keyThatIsBeingMadeAgain_stays() {
    var key = madeAndDeleted();
    new KeyStore(dynamoDb.table()).announce(key.hash(), clock.instant());

    reconcile(removed(key));

    assertThat(apiKeys.countedBy("basic")).containsKey(key.hash());
  }

  @Test
  void keyThatApiGatewayNeverHad_isNothingToDo() {
    assertThat(reconcile(unregistered(ApiKey.generate().hash()))).isEmpty();
  }

  @Test
  void keyWithAnotherPlan_isCountedByThatOnly() {
    var made = make(user);
    var hash = secretOf(made).hash();
    call(Call.put(pathOf(user, made), "{\"plan\":\"pro\"}")).hasStatus(200);

    reconcile(changed(hash, Plan.BASIC, Plan.PRO), changed(hash, Plan.BASIC, Plan.PRO));

    assertThat(apiKeys.countedBy("basic")).isEmpty();
    assertThat(apiKeys.countedBy("pro"))
        .containsEntry(hash, stored(user).getFirst().gatewayKeyId());
  }

  @Test
  void changesThatComeLate_endWithThePlanOfTheTable() {
    assertThat(planAfterLateChanges(functions.reconcile())).isEqualTo("pro");
  }

  /// The planted fault: it takes the state of a key from the change.
  @Test
  void changeTakenForTheTable_isFound() {
    var gatewayKeys = new GatewayKeys(apiKeys.client(), "Table");
    var consumer =
        new StreamFunction(clock) {
          @Override
          protected Work follow(ItemChange change) {
            return _ -> {
              var planId = requireNonNull(ApiKeys.PLAN_IDS.get(change.after().get("plan")));
              var keyId = stored(user).getFirst().gatewayKeyId();
              gatewayKeys.move(keyId, planId, ApiKeys.PLAN_IDS.values());
              return Progress.DONE;
            };
          }
        };

    assertThat(planAfterLateChanges(consumer)).isEqualTo("basic");
  }

  /// The plan that counts a key with the plan `pro`, once its former changes have come again.
  private String planAfterLateChanges(StreamFunction consumer) {
    var made = make(user);
    var hash = secretOf(made).hash();
    for (var plan : List.of("pro", "admin", "basic", "pro")) {
      call(Call.put(pathOf(user, made), "{\"plan\":\"" + plan + "\"}")).hasStatus(200);
    }
    var late =
        StreamEvents.of(
            changed(hash, Plan.BASIC, Plan.PRO),
            changed(hash, Plan.PRO, Plan.ADMIN),
            changed(hash, Plan.ADMIN, Plan.BASIC));

    assertThat(consumer.handleRequest(late, TestContext.patient()).getBatchItemFailures())
        .isEmpty();

    var plans =
        ApiKeys.PLAN_IDS.keySet().stream()
            .filter(plan -> apiKeys.countedBy(plan).containsKey(hash))
            .toList();
    assertThat(plans).hasSize(1);
    return plans.getFirst();
  }

  @Test
  void changeOfPlanOfAKeyThatIsGone_isNothingToDo() {
    var key = madeAndDeleted();
    reconcile(removed(key));

    assertThat(reconcile(changed(key.hash(), Plan.BASIC, Plan.PRO))).isEmpty();

    assertThat(apiKeys.countedBy("pro")).isEmpty();
  }

  @Test
  void changeOfPlanOfAKeyThatApiGatewayHasLost_isNothingToDo() {
    var made = make(user);
    apiKeys.client().deleteApiKey(delete -> delete.apiKey(stored(user).getFirst().gatewayKeyId()));
    call(Call.put(pathOf(user, made), "{\"plan\":\"pro\"}")).hasStatus(200);

    assertThat(reconcile(changed(secretOf(made).hash(), Plan.BASIC, Plan.PRO))).isEmpty();

    assertThat(apiKeys.countedBy("pro")).as("it makes no key: it may not tag one").isEmpty();
  }

  @Test
  void changeThatLeavesThePlan_isNoCall() {
    var hash = secretOf(make(user)).hash();
    dynamoDb.calls();

    reconcile(changed(hash, Plan.BASIC, Plan.BASIC));

    assertThat(dynamoDb.calls()).isZero();
  }

  @Test
  void apiGatewayThatFails_hasTheChangeAndAllAfterItSentAgain() {
    var finished = secretOf(make(user)).hash();
    var key = madeAndDeleted();
    var event = StreamEvents.of(unregistered(finished), removed(key), removed(key));

    try (var proxy = FaultProxy.to(apiKeys.endpoint())) {
      proxy.follow(operation -> operation.startsWith("DELETE /apikeys/") ? Fault.RESET : null);
      var failing =
          new KeyFunctions(dynamoDb.table(), ApiKeys.client(proxy.endpoint()), clock).reconcile();

      // The first one has nothing to ask of API Gateway.
      assertThat(
              failing
                  .handleRequest(event, new TestContext(Duration.ofSeconds(13)))
                  .getBatchItemFailures())
          .extracting(BatchItemFailure::getItemIdentifier)
          .containsExactly("sequence-1");
    }
    assertThat(reconcile(event)).isEmpty();
    assertThat(apiKeys.countedBy("basic")).containsOnlyKeys(finished);
  }

  @Test
  void event_isReadAsLambdaPassesIt() {
    var event = EventLoader.loadEvent("events/reconcile-gateway-keys.json", DynamodbEvent.class);

    assertThat(reconcile(event)).isEmpty();
  }

  private StoredKey madeAndDeleted() {
    var made = make(user);
    var key =
        stored(user).stream()
            .filter(stored -> stored.keyId().equals(idOf(made)))
            .findFirst()
            .orElseThrow();
    call(Call.delete(pathOf(user, made))).hasStatus(204);
    return key;
  }

  private List<BatchItemFailure> reconcile(DynamodbStreamRecord... changes) {
    return reconcile(StreamEvents.of(changes));
  }

  private List<BatchItemFailure> reconcile(DynamodbEvent event) {
    return functions.reconcile().handleRequest(event, TestContext.patient()).getBatchItemFailures();
  }
}
