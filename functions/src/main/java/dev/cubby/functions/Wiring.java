package dev.cubby.functions;

import dev.cubby.shared.audit.AuditTrail;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.gateway.GatewayPlans;
import dev.cubby.shared.resource.ClassPath;
import dev.cubby.shared.snapstart.BeforeSnapshot;
import java.time.Duration;
import java.util.Map;

/// Dependencies of handlers in Lambda, from the environment. Only their no-argument constructors
/// use it.
public final class Wiring {

  private Wiring() {}

  /// Returns the table, with one client for the whole process.
  public static Table table() {
    return Database.TABLE;
  }

  /// Returns the version of this build.
  public static String version() {
    return ClassPath.text(Wiring.class, "version.txt").strip();
  }

  /// Returns the table's keys in API Gateway, with a new client.
  public static GatewayKeys gatewayKeys() {
    return GatewayKeys.ofTable(required("TABLE_NAME"));
  }

  /// Returns API Gateway's usage plans, with a new client.
  public static GatewayPlans gatewayPlans() {
    return GatewayPlans.ofThisAccount();
  }

  /// Returns the ids of the usage plans, by plan name.
  public static Map<String, String> usagePlanIds() {
    return Map.of(
        "admin", required("ADMIN_PLAN_ID"),
        "basic", required("BASIC_PLAN_ID"),
        "pro", required("PRO_PLAN_ID"));
  }

  /// Returns the `RateLimit-Policy` of each usage plan, by plan name. A month counts as 30 days.
  public static Map<String, String> rateLimitPolicies() {
    return Map.of(
        "admin", rate("ADMIN"),
        "basic", rate("BASIC") + quota(required("BASIC_DAILY_QUOTA"), Duration.ofDays(1)),
        "pro", rate("PRO") + quota(required("PRO_MONTHLY_QUOTA"), Duration.ofDays(30)));
  }

  /// Returns how long API Gateway caches the authorizer's response.
  public static Duration authorizerCache() {
    return Duration.ofSeconds(Long.parseLong(required("AUTHORIZER_CACHE_SECONDS")));
  }

  /// Returns the number of partitions of a source.
  public static int sourceShards() {
    return Integer.parseInt(required("SOURCE_SHARDS"));
  }

  /// Returns how long events of a source are kept.
  public static Duration sourceRetention() {
    return Duration.ofDays(Long.parseLong(required("SOURCE_RETENTION_DAYS")));
  }

  /// Returns the table's audit trail.
  public static AuditTrail auditTrail() {
    var kept = Duration.ofDays(Long.parseLong(required("ACTION_RETENTION_DAYS")));
    return new AuditTrail(Database.TABLE, kept);
  }

  /// Whether admins may export the data of other users.
  public static boolean adminsExport() {
    return required("ADMIN_EXPORTS").equals("allowed");
  }

  // Created on first use: a function without a table has no client.
  private static final class Database {

    static final Table TABLE = Table.named(required("TABLE_NAME"));

    static {
      // A read before the snapshot loads and compiles the SDK's code: credentials, signature, TLS,
      // marshalling.
      BeforeSnapshot.run(TABLE::ping);
    }
  }

  private static String rate(String plan) {
    // The field's numbers are integers, a plan's rate need not be.
    long perSecond = (long) Double.parseDouble(required(plan + "_RATE_LIMIT"));
    return "\"rate\";q=" + perSecond + ";w=1;cubby-burst=" + required(plan + "_BURST_LIMIT");
  }

  private static String quota(String requests, Duration period) {
    return ", \"quota\";q=" + requests + ";w=" + period.toSeconds();
  }

  private static String required(String name) {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("Environment variable " + name + " is not set");
    }
    return value;
  }
}
