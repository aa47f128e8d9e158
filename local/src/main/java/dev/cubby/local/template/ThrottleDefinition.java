package dev.cubby.local.template;

/// A token bucket ("Throttle requests to your REST APIs for better throughput" in API Gateway's
/// developer guide).
///
/// @param rateLimit tokens that are added per second; 0 admits no request
/// @param burstLimit tokens that the bucket holds; 0 admits no request
public record ThrottleDefinition(double rateLimit, int burstLimit) {

  /// API Gateway's default for all APIs of an account in a region ("Amazon API Gateway quotas").
  public static final ThrottleDefinition ACCOUNT = new ThrottleDefinition(10_000, 5_000);
}
