package dev.cubby.functions.keys;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.gateway.GatewayPlans;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The usage of keys. API Gateway allows ten calls a second per account, so the table caches each
/// response for five minutes.
final class UsageReports {

  private static final int MAX_AGE_SECONDS = 300;
  // The longest month.
  private static final int DAYS = 31;
  // Measured from the arrival of the request. Another key takes at most 14 s, and the function has
  // 25 s.
  private static final Duration TIME_FOR_KEYS = Duration.ofSeconds(10);

  private final Table table;
  private final PlanStore plans;
  private final GatewayPlans gatewayPlans;
  private final InstantSource clock;

  UsageReports(Table table, GatewayPlans gatewayPlans, InstantSource clock) {
    this.table = table;
    this.plans = new PlanStore(table);
    this.gatewayPlans = gatewayPlans;
    this.clock = clock;
  }

  /// Returns the [UsageDocument] of `key`. One read; one more read, a call to API Gateway and a
  /// write if the cached document is too old.
  ///
  /// @throws ProblemException with [Unavailable] if the earlier keys took so long that the function
  ///   could time out. Their usage is cached, so the next attempt gets further
  JsonText of(StoredKey key, Instant time) {
    return table
        .get(UsageMapping.key(key))
        .flatMap(item -> UsageMapping.toUsage(item, time))
        .orElseGet(() -> ask(key, time));
  }

  private JsonText ask(StoredKey key, Instant time) {
    if (clock.instant().isAfter(time.plus(TIME_FOR_KEYS))) {
      throw new ProblemException(new Unavailable(Unavailable.GATEWAY));
    }
    var plan = plans.get(key.settings().plan());
    var today = LocalDate.ofInstant(time, ZoneOffset.UTC);
    var days = gatewayPlans.usage(plan.id(), key.gatewayKeyId(), today.minusDays(DAYS - 1), today);
    var usage =
        new JsonText(Json.write(UsageDocument.of(key, plan.limits(), days, time, MAX_AGE_SECONDS)));
    table.put(UsageMapping.toAttributes(key, usage, time.plusSeconds(MAX_AGE_SECONDS)));
    return usage;
  }
}
