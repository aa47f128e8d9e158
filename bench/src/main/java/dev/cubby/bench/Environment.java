package dev.cubby.bench;

import java.util.Map;
import java.util.TreeMap;

/// The variables of a function: Lambda's, and those of template.yaml.
final class Environment {

  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("ACTION_RETENTION_DAYS", "30"),
          Map.entry("ADMIN_EXPORTS", "allowed"),
          Map.entry("ADMIN_PLAN_ID", "AdminPlan"),
          Map.entry("ALLOWED_ORIGIN", "http://localhost:3000"),
          Map.entry("AUTHORIZER_CACHE_SECONDS", "60"),
          Map.entry("ADMIN_BURST_LIMIT", "100"),
          Map.entry("ADMIN_RATE_LIMIT", "50"),
          Map.entry("BASIC_BURST_LIMIT", "20"),
          Map.entry("BASIC_DAILY_QUOTA", "10000"),
          Map.entry("BASIC_RATE_LIMIT", "10"),
          Map.entry("PRO_BURST_LIMIT", "200"),
          Map.entry("PRO_MONTHLY_QUOTA", "1000000"),
          Map.entry("PRO_RATE_LIMIT", "100"),
          Map.entry("AWS_ACCESS_KEY_ID", "none"),
          Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
          Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769"),
          Map.entry("AWS_LAMBDA_FUNCTION_NAME", "f"),
          Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
          Map.entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
          Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "g"),
          Map.entry("AWS_LAMBDA_LOG_LEVEL", "INFO"),
          Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "s"),
          Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
          Map.entry("AWS_REGION", "us-east-1"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "none"),
          Map.entry("BASIC_PLAN_ID", "BasicPlan"),
          Map.entry("PRO_PLAN_ID", "ProPlan"),
          Map.entry("SOURCE_RETENTION_DAYS", "8"),
          Map.entry("SOURCE_SHARDS", "1"),
          Map.entry("TABLE_NAME", "t"));

  private Environment() {}

  /// Returns the variables of a function whose AWS services are at `endpoint`, with `more`.
  static Map<String, String> of(String endpoint, Map<String, String> more) {
    var all = new TreeMap<>(VARIABLES);
    all.put("AWS_ENDPOINT_URL", endpoint);
    all.putAll(more);
    return all;
  }
}
