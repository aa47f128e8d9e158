package dev.cubby.shared.gateway;

import static dev.cubby.shared.gateway.ControlPlane.call;

import dev.cubby.shared.gateway.PlanLimits.Period;
import dev.cubby.shared.gateway.PlanLimits.Quota;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/// The usage plans and the usage of their keys. Each method makes one call.
///
/// If API Gateway throttles, fails or is unreachable, it throws a [ProblemException] with
/// [Unavailable].
public final class GatewayPlans {

  private final ApiGatewayClient apiGateway;

  public GatewayPlans(ApiGatewayClient apiGateway) {
    this.apiGateway = apiGateway;
  }

  /// Returns the plans of this account and region, with a new client from [GatewayClient].
  public static GatewayPlans ofThisAccount() {
    return new GatewayPlans(GatewayClient.ofThisFunction());
  }

  /// Returns the limits of a plan, which must have a rate and a burst limit.
  public PlanLimits limits(String planId) {
    var plan = call(() -> apiGateway.getUsagePlan(get -> get.usagePlanId(planId)));
    var quota = plan.quota();
    return new PlanLimits(
        plan.throttle().rateLimit(),
        plan.throttle().burstLimit(),
        quota == null ? null : new Quota(quota.limit(), Period.valueOf(quota.periodAsString())));
  }

  /// Returns a key's usage on each day from `first` to `last`; empty if the key is not in the plan.
  public List<DailyUsage> usage(
      String planId, String gatewayKeyId, LocalDate first, LocalDate last) {
    try {
      var usage =
          call(() ->
              apiGateway.getUsage(get ->
                  get.usagePlanId(planId)
                      .keyId(gatewayKeyId)
                      .startDate(first.toString())
                      .endDate(last.toString())));
      var days = usage.items().getOrDefault(gatewayKeyId, List.of());
      return IntStream.range(0, days.size())
          .mapToObj(
              i -> new DailyUsage(first.plusDays(i), days.get(i).getFirst(), days.get(i).getLast()))
          .toList();
    } catch (NotFoundException _) {
      return List.of();
    }
  }
}
