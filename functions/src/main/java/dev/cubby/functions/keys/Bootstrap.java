package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.gateway.GatewayKeys;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stores the first keys: one for the administrator, and one for a ready-made user to begin with;
/// and has their usage plans count them, without which API Gateway lets no key pass.
///
/// It has no route; who may invoke it is a matter of IAM. A key that its input names is stored as
/// often as it is named, and stays the same.
public final class Bootstrap implements RequestHandler<Map<String, String>, Bootstrap.Keys> {

  /// The keys themselves. This is the only time that generated ones are shown.
  public record Keys(String adminKey, String userKey) {}

  private static final Caller ADMINISTRATOR =
      new Caller(
          "00000000-0000-7000-8000-000000000001",
          "00000000-0000-7000-8000-00000000000a",
          Set.of(ADMIN, READ, WRITE),
          "admin",
          null);
  private static final Caller FIRST_USER =
      new Caller(
          "00000000-0000-7000-8000-000000000002",
          "00000000-0000-7000-8000-00000000000b",
          Set.of(READ, WRITE),
          "pro",
          null);

  private final KeyStore keys;
  private final GatewayKeys gatewayKeys;
  private final Map<String, String> usagePlanIds;

  public Bootstrap() {
    this(new KeyStore(Wiring.table()), Wiring.gatewayKeys(), Wiring.usagePlanIds());
  }

  /// @param usagePlanIds by the names of the plans
  Bootstrap(KeyStore keys, GatewayKeys gatewayKeys, Map<String, String> usagePlanIds) {
    this.keys = keys;
    this.gatewayKeys = gatewayKeys;
    this.usagePlanIds = usagePlanIds;
  }

  /// Stores the keys that `input` names as `adminKey` and `userKey`, generated ones where it names
  /// none.
  ///
  /// @throws IllegalArgumentException if one is malformed
  @Override
  public Keys handleRequest(Map<String, String> input, Context context) {
    return new Keys(
        store(input.get("adminKey"), ADMINISTRATOR), store(input.get("userKey"), FIRST_USER));
  }

  private String store(@Nullable String given, Caller caller) {
    var key =
        given == null ? ApiKey.generate() : ApiKey.parse(given).orElseThrow(Bootstrap::malformed);
    keys.put(key.hash(), caller);
    gatewayKeys.register(
        key.hash(), caller.keyId(), requireNonNull(usagePlanIds.get(caller.plan())));
    return key.secret();
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("A key has 8 to 128 characters out of A-Z a-z 0-9 . _ ~ -");
  }
}
