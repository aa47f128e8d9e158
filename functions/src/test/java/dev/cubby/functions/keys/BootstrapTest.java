package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.gateway.PlanLimits.Period;
import dev.cubby.shared.version.Precondition;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class BootstrapTest {

  private static final Map<String, String> CHOSEN = Map.of("adminKey", "chosen-admin-key");

  private final MovableClock clock = new MovableClock();

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @RegisterExtension final ApiKeys apiKeys = new ApiKeys(clock);

  private KeyStore keys;
  private KeyFunctions functions;

  @BeforeEach
  void createFunctions() {
    keys = new KeyStore(dynamoDb.table());
    functions = new KeyFunctions(dynamoDb.table(), apiKeys.client(), clock);
  }

  @Test
  void freshStack_getsTheAdministratorsKey() {
    var key = parsed(bootstrap(Map.of()));

    var caller = keys.find(key.hash()).orElseThrow().caller();
    assertThat(caller.userId()).isEqualTo(UserPartition.ADMINISTRATOR);
    assertThat(caller.roles()).containsExactlyInAnyOrder(ADMIN, READ, WRITE);
    assertThat(caller.plan()).isEqualTo("admin");
    assertThat(caller.expiresAt()).isNull();
    assertWorks(key);
  }

  @Test
  void everyPlan_isStoredWithItsIdAndLimits() {
    functions.bootstrap(Map.of());
    functions.bootstrap(Map.of());

    var plans = new PlanStore(dynamoDb.table());
    for (var plan : Plan.values()) {
      assertThat(plans.get(plan).id()).isEqualTo(ApiKeys.PLAN_IDS.get(plan.toString()));
    }
    var basic = plans.get(Plan.BASIC).limits();
    assertThat(basic.requestsPerSecond()).isEqualTo(10);
    assertThat(basic.burst()).isEqualTo(20);
    assertThat(requireNonNull(basic.quota()).requests()).isEqualTo(10_000);
    assertThat(basic.quota().period()).isEqualTo(Period.DAY);
    assertThat(plans.get(Plan.ADMIN).limits().quota()).isNull();
  }

  @Test
  void secondInvocation_makesNoKey() {
    bootstrap(Map.of());

    assertThat(functions.bootstrap(Map.of()).adminKey()).isNull();
    assertThat(listed()).hasSize(1);
  }

  @Test
  void invocationAfterTheKeyIsGone_makesNoKey() {
    bootstrap(Map.of());
    var keyId = listed().getFirst().keyId();
    keys.delete(UserPartition.ADMINISTRATOR, keyId, clock.instant(), new Precondition.Present());

    assertThat(functions.bootstrap(Map.of()).adminKey()).isNull();
  }

  @Test
  void invocationsAtOnce_makeOneKey() throws InterruptedException {
    try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Bootstrap.Result> invocation = () -> functions.bootstrap(Map.of());
      var results =
          operators.invokeAll(List.of(invocation, invocation, invocation)).stream()
              .map(Future::resultNow)
              .toList();
      assertThat(results).filteredOn(result -> result.adminKey() != null).hasSize(1);
    }
    assertThat(listed()).hasSize(1);
  }

  @Test
  void anotherAdminKey_isMadeBesideTheFirst() {
    var first = parsed(bootstrap(Map.of()));
    var second = parsed(bootstrap(Map.of("anotherAdminKey", "true")));

    assertThat(listed())
        .extracting(StoredKey::hash)
        .containsExactlyInAnyOrder(first.hash(), second.hash());
    assertWorks(second);
  }

  @Test
  void chosenKey_isTheOneThatWorksAndTheFirst() {
    for (int i = 0; i < 2; i++) {
      assertThat(bootstrap(CHOSEN)).isEqualTo("chosen-admin-key");
      assertWorks(parsed("chosen-admin-key"));
      assertThat(listed()).hasSize(1);
    }
    assertThat(functions.bootstrap(Map.of()).adminKey()).isNull();
  }

  @Test
  void chosenKeyWhereThereIsOneAlready_worksToo() {
    bootstrap(Map.of());

    assertThat(bootstrap(CHOSEN)).isEqualTo("chosen-admin-key");

    assertThat(listed()).hasSize(2);
  }

  @Test
  void chosenKeyThatApiGatewayHasLost_isMadeThereAgain() {
    bootstrap(CHOSEN);
    var hash = parsed("chosen-admin-key").hash();
    var former = requireNonNull(apiKeys.countedBy("admin").get(hash));
    apiKeys.client().deleteApiKey(delete -> delete.apiKey(former));

    bootstrap(CHOSEN);

    assertWorks(parsed("chosen-admin-key"));
    assertThat(apiKeys.countedBy("admin").get(hash)).isNotEqualTo(former);
  }

  @Test
  void chosenKeyThatChangesMeanwhile_isAFailure() {
    bootstrap(CHOSEN);
    var former = apiKeys.countedBy("admin").values().iterator().next();
    apiKeys.client().deleteApiKey(delete -> delete.apiKey(former));
    var meanwhile =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution call, ExecutionAttributes attributes) {
            if (call.request() instanceof TransactWriteItemsRequest) {
              keys.bind(listed().getFirst(), "another", clock.instant());
            }
          }
        };
    var late = new KeyFunctions(dynamoDb.table(meanwhile), apiKeys.client(), clock);

    assertThatThrownBy(() -> late.bootstrap(CHOSEN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("changed this key");
  }

  @Test
  void chosenKeyInAnotherPlanOfApiGateway_isMoved() {
    bootstrap(CHOSEN);
    var id = apiKeys.countedBy("admin").values().iterator().next();
    apiKeys.client().deleteUsagePlanKey(delete -> delete.usagePlanId("AdminPlan").keyId(id));
    apiKeys
        .client()
        .createUsagePlanKey(add -> add.usagePlanId("ProPlan").keyId(id).keyType("API_KEY"));

    bootstrap(CHOSEN);

    assertWorks(parsed("chosen-admin-key"));
    assertThat(apiKeys.countedBy("pro")).isEmpty();
  }

  @Test
  void chosenKeyThatHasExpired_isMadeAnew() {
    bootstrap(CHOSEN);
    var former = listed().getFirst();
    functions.api().elapse(Duration.ofSeconds(1));
    var issuer = new KeyIssuer(dynamoDb.table(), new GatewayKeys(apiKeys.client(), "Table"));
    issuer.rotate(
        ApiKey.generate().hash(),
        UserPartition.ADMINISTRATOR,
        former.keyId(),
        Duration.ZERO,
        clock.instant(),
        new Precondition.Present(),
        Idempotency.NONE);

    bootstrap(CHOSEN);

    assertThat(listed()).hasSize(2).extracting(StoredKey::keyId).doesNotContain(former.keyId());
    assertWorks(parsed("chosen-admin-key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetItem", "PutItem", "TransactWriteItems"})
  void lostAnswer_leavesOneKey(String operation) {
    try (var proxy = FaultProxy.to(dynamoDb.endpoint())) {
      proxy.follow(FaultSchedule.next(operation, Fault.LOST_ANSWER));
      var unlucky = new KeyFunctions(dynamoDb.table(proxy.endpoint()), apiKeys.client(), clock);

      assertWorks(parsed(requireNonNull(unlucky.bootstrap(Map.of()).adminKey())));
    }
    assertThat(listed()).hasSize(1);
  }

  @Test
  void malformedKey_isRefused() {
    assertThatThrownBy(() -> bootstrap(Map.of("adminKey", "short")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("adminKey must have 8 to 128 characters from A-Z a-z 0-9 . _ ~ -");
  }

  private String bootstrap(Map<String, String> input) {
    return requireNonNull(functions.bootstrap(input).adminKey());
  }

  private void assertWorks(ApiKey key) {
    var stored = listed().stream().filter(listed -> listed.hash().equals(key.hash())).findFirst();
    assertThat(stored).isPresent();
    assertThat(apiKeys.countedBy("admin")).containsEntry(key.hash(), stored.get().gatewayKeyId());
  }

  private List<StoredKey> listed() {
    return keys.list(UserPartition.ADMINISTRATOR, new PageRequest(100, true, null), clock.instant())
        .orElseThrow()
        .items();
  }

  private static ApiKey parsed(String secret) {
    return ApiKey.parse(secret).orElseThrow();
  }
}
