package dev.cubby.functions;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.gateway.GatewayPlans;
import dev.cubby.shared.resource.ClassPath;
import dev.cubby.shared.snapstart.BeforeSnapshot;
import java.time.Duration;
import java.util.Map;

/// What handlers are made of in Lambda, by the environment. Called by their no-argument
/// constructors only.
public final class Wiring {

  private Wiring() {}

  /// The table, by one client for everything in this process.
  public static Table table() {
    return Database.TABLE;
  }

  /// The version of this build.
  public static String version() {
    return ClassPath.text(Wiring.class, "version.txt").strip();
  }

  /// API Gateway's keys, by a client of their own.
  public static GatewayKeys gatewayKeys() {
    return GatewayKeys.ofThisAccount();
  }

  /// API Gateway's usage plans, by a client of their own.
  public static GatewayPlans gatewayPlans() {
    return GatewayPlans.ofThisAccount();
  }

  /// The ids of the usage plans, by the names that keys know them by.
  public static Map<String, String> usagePlanIds() {
    return Map.of(
        "admin", required("ADMIN_PLAN_ID"),
        "basic", required("BASIC_PLAN_ID"),
        "pro", required("PRO_PLAN_ID"));
  }

  /// How long API Gateway keeps what the authorizer answered.
  public static Duration authorizerCache() {
    return Duration.ofSeconds(Long.parseLong(required("AUTHORIZER_CACHE_SECONDS")));
  }

  /// Over how many partitions a source is spread.
  public static int sourceShards() {
    return Integer.parseInt(required("SOURCE_SHARDS"));
  }

  /// How long the events of a source are kept.
  public static Duration sourceRetention() {
    return Duration.ofDays(Long.parseLong(required("SOURCE_RETENTION_DAYS")));
  }

  /// How long it is kept who did what with a source.
  public static Duration actionRetention() {
    return Duration.ofDays(Long.parseLong(required("ACTION_RETENTION_DAYS")));
  }

  // Made when a function first asks for it: one without a table has no client.
  private static final class Database {

    static final Table TABLE = Table.named(required("TABLE_NAME"));

    static {
      // One read before the snapshot loads and compiles the SDK's path: credentials, signature,
      // TLS, marshalling.
      BeforeSnapshot.run(TABLE::ping);
    }
  }

  private static String required(String name) {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("Environment variable " + name + " is not set");
    }
    return value;
  }
}
