package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.gateway.GatewayPlans;
import dev.cubby.shared.id.UuidV7;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes a new stack usable: tells the table the ids and limits of the usage plans, and makes the
/// first administrator's key. To be invoked after every deployment; what is there stays.
///
/// It has no route; who may invoke it is a matter of IAM. The administrator is no user that is
/// listed. Their key may do everything, and is a key like others: it can be listed, rotated and
/// revoked under the id of the administrator.
public final class Bootstrap implements RequestHandler<Map<String, String>, Bootstrap.Result> {

  /// The administrator's key, which is shown this once; null if none was made.
  public record Result(@Nullable String adminKey) {}

  static final String ADMINISTRATOR = "00000000-0000-7000-8000-000000000001";

  private static final Settings SETTINGS =
      new Settings("bootstrap", EnumSet.of(ADMIN, READ, WRITE), Plan.ADMIN);

  private final KeyStore keys;
  private final PlanStore plans;
  private final KeyIssuer issuer;
  private final GatewayPlans gatewayPlans;
  private final Map<String, String> usagePlanIds;
  private final InstantSource clock;

  public Bootstrap() {
    this(
        Wiring.table(),
        Wiring.gatewayKeys(),
        Wiring.gatewayPlans(),
        Wiring.usagePlanIds(),
        InstantSource.system());
  }

  /// @param usagePlanIds by the names of the plans
  Bootstrap(
      Table table,
      GatewayKeys gatewayKeys,
      GatewayPlans gatewayPlans,
      Map<String, String> usagePlanIds,
      InstantSource clock) {
    this.keys = new KeyStore(table);
    this.plans = new PlanStore(table);
    this.issuer = new KeyIssuer(table, gatewayKeys);
    this.gatewayPlans = gatewayPlans;
    this.usagePlanIds = usagePlanIds;
    this.clock = clock;
  }

  /// Makes the first key, unless one was made before. `adminKey` in the `input` has that very key
  /// be an administrator's; `anotherAdminKey`, which must be `true`, has another key made for
  /// whoever has lost the first.
  ///
  /// @throws IllegalArgumentException if `adminKey` is malformed
  @Override
  public Result handleRequest(Map<String, String> input, Context context) {
    storePlans();
    var given = input.get("adminKey");
    if (given != null) {
      return accept(ApiKey.parse(given).orElseThrow(Bootstrap::malformed));
    }
    if (Boolean.parseBoolean(input.get("anotherAdminKey"))) {
      return issue(ApiKey.generate(), _ -> {});
    }
    return keys.isBootstrapped() ? new Result(null) : issue(ApiKey.generate(), keys::bootstrap);
  }

  private Result accept(ApiKey key) {
    var time = clock.instant();
    var known = keys.find(key.hash());
    if (known.isEmpty()) {
      return issue(key, keys.isBootstrapped() ? _ -> {} : keys::bootstrap);
    }
    var caller = known.get().caller();
    keys.find(caller.userId(), caller.keyId(), time).ifPresent(same -> issuer.renew(same, time));
    return new Result(key.secret());
  }

  // Nothing is made where `together` cannot take place: another invocation was faster.
  private Result issue(ApiKey key, Consumer<Transaction> together) {
    var time = clock.instant();
    var draft = new Draft(key.hash(), ADMINISTRATOR, UuidV7.at(time), SETTINGS, null);
    return new Result(issuer.issue(draft, time, together).map(_ -> key.secret()).orElse(null));
  }

  private void storePlans() {
    for (var plan : Plan.values()) {
      var id = requireNonNull(usagePlanIds.get(plan.toString()), plan.toString());
      plans.put(plan, new UsagePlan(id, gatewayPlans.limits(id)));
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("A key has 8 to 128 characters out of A-Z a-z 0-9 . _ ~ -");
  }
}
