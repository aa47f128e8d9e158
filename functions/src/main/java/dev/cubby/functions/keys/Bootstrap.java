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
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.gateway.GatewayPlans;
import dev.cubby.shared.id.UuidV7;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Prepares a stack for use: stores the ids and limits of the usage plans in the table, and creates
/// the first administrator key. It runs after every deployment and keeps existing keys.
///
/// It has no route; IAM controls who may invoke it. The administrator is not listed as a user.
/// Their key has every role and is otherwise an ordinary key: it can be listed, rotated and revoked
/// under the administrator's id.
public final class Bootstrap implements RequestHandler<Map<String, String>, Bootstrap.Result> {

  /// The administrator's key, shown this once; null if none was created.
  public record Result(@Nullable String adminKey) {}

  private static final Settings SETTINGS =
      new Settings("bootstrap", EnumSet.of(ADMIN, READ, WRITE), Plan.ADMIN);

  private final KeyStore keys;
  private final PlanStore plans;
  private final KeyIssuer issuer;
  private final GatewayKeys gatewayKeys;
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

  /// @param usagePlanIds the ids of the plans, by name
  Bootstrap(
      Table table,
      GatewayKeys gatewayKeys,
      GatewayPlans gatewayPlans,
      Map<String, String> usagePlanIds,
      InstantSource clock) {
    this.keys = new KeyStore(table);
    this.plans = new PlanStore(table);
    this.issuer = new KeyIssuer(table, gatewayKeys);
    this.gatewayKeys = gatewayKeys;
    this.gatewayPlans = gatewayPlans;
    this.usagePlanIds = usagePlanIds;
    this.clock = clock;
  }

  /// Creates the first administrator key, unless one was created before. `adminKey` in the `input`
  /// sets the key, unless somebody already has it. `anotherAdminKey`, with the value `true`,
  /// creates another key, for an administrator who lost the first.
  ///
  /// @throws IllegalArgumentException if `adminKey` is malformed
  /// @throws IllegalStateException if a concurrent request creates or changes the same key
  @Override
  public Result handleRequest(Map<String, String> input, Context context) {
    storePlans();
    var given = input.get("adminKey");
    if (given != null) {
      return accept(ApiKey.parse(given).orElseThrow(Bootstrap::malformed));
    }
    if (Boolean.parseBoolean(input.get("anotherAdminKey"))) {
      return issue(ApiKey.generate(), _ -> {}).orElseThrow(Bootstrap::contended);
    }
    return keys.isBootstrapped()
        ? new Result(null)
        : issue(ApiKey.generate(), keys::bootstrap).orElseGet(() -> new Result(null));
  }

  private Result accept(ApiKey key) {
    var time = clock.instant();
    var known = keys.find(key.hash());
    if (known.isPresent()) {
      var caller = known.get().caller();
      var live = keys.find(caller.userId(), caller.keyId(), time);
      if (live.isPresent()) {
        renew(live.get(), time);
        return new Result(key.secret());
      }
      // The key has expired; creates it again.
      keys.forget(caller.userId(), caller.keyId());
    }
    return issue(key, keys.isBootstrapped() ? _ -> {} : keys::bootstrap)
        .orElseThrow(Bootstrap::contended);
  }

  // Restores the key in API Gateway, which may have lost it.
  private void renew(StoredKey key, Instant time) {
    var planId = usagePlanId(key.settings().plan());
    var gatewayKeyId = gatewayKeys.restore(key.hash(), key.keyId(), planId, usagePlanIds.values());
    if (!gatewayKeyId.equals(key.gatewayKeyId()) && !keys.bind(key, gatewayKeyId, time)) {
      throw contended();
    }
  }

  // Returns empty if another invocation was faster and `together` fails.
  private Optional<Result> issue(ApiKey key, Consumer<Transaction> together) {
    var time = clock.instant();
    var draft =
        new NewKey(key.hash(), UserPartition.ADMINISTRATOR, UuidV7.at(time), SETTINGS, null);
    return issuer.issue(draft, time, together).map(_ -> new Result(key.secret()));
  }

  private void storePlans() {
    for (var plan : Plan.values()) {
      var id = usagePlanId(plan);
      plans.put(plan, new UsagePlan(id, gatewayPlans.limits(id)));
    }
  }

  private String usagePlanId(Plan plan) {
    return requireNonNull(usagePlanIds.get(plan.toString()), plan.toString());
  }

  private static IllegalStateException contended() {
    return new IllegalStateException(
        "A concurrent request created or changed this key; invoke Bootstrap again");
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "adminKey must have 8 to 128 characters from A-Z a-z 0-9 . _ ~ -");
  }
}
