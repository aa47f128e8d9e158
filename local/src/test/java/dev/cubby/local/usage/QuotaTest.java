package dev.cubby.local.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Quotas of usage plans.
class QuotaTest extends UsagePlansCase {

  @Test
  void callersAtOnce_shareExactlyOneQuota() throws Exception {
    var plans = plan(", Quota: {Limit: 1000, Period: DAY}");

    assertThat(passedAtOnce(plans)).isEqualTo(1000);
  }

  @Test
  void quota_isResetWhenTheDayEndsInUtc() {
    var plans = plan(", Quota: {Limit: 3, Period: DAY}");

    assertThat(passed(plans, ONE, 5, Duration.ZERO)).isEqualTo(3);
    assertThat(plans.admit(ONE, METHOD)).isInstanceOf(UsageDecision.QuotaExceeded.class);
    now = Instant.parse("2026-11-21T23:59:59.999Z");
    assertThat(plans.admit(ONE, METHOD)).isInstanceOf(UsageDecision.QuotaExceeded.class);
    now = Instant.parse("2026-11-22T00:00:00Z");
    assertThat(passed(plans, ONE, 5, Duration.ZERO)).isEqualTo(3);
  }

  @Test
  void quotaOfAMonth_isResetOnTheFirst() {
    var plans = plan(", Quota: {Limit: 3, Period: MONTH}");

    assertThat(passed(plans, ONE, 2, Duration.ZERO)).isEqualTo(2);
    now = Instant.parse("2026-11-30T23:59:59Z");
    assertThat(passed(plans, ONE, 5, Duration.ZERO)).isEqualTo(1);
    now = Instant.parse("2026-12-01T00:00:00Z");
    assertThat(passed(plans, ONE, 5, Duration.ZERO)).isEqualTo(3);
  }

  @Test
  void throttledRequest_doesNotCountAgainstTheQuota() {
    var plans = plan(", Throttle: {RateLimit: 1, BurstLimit: 2}, Quota: {Limit: 4, Period: DAY}");

    assertThat(passed(plans, ONE, 10, Duration.ZERO)).isEqualTo(2);
    now = now.plusSeconds(2);
    assertThat(passed(plans, ONE, 10, Duration.ZERO)).isEqualTo(2);
    now = now.plusSeconds(2);
    assertThat(plans.admit(ONE, METHOD)).isInstanceOf(UsageDecision.QuotaExceeded.class);
  }

  @Test
  void countsAndKeys_survive() throws Exception {
    var data = directory.resolve("data");
    var template = template("", "", ", Quota: {Limit: 5, Period: DAY}");
    try (var first = UsagePlans.start(template, data, () -> now)) {
      var made =
          first.registry().create(new KeyRegistry.NewKey(null, "made", null, null, true, Map.of()));
      first.registry().subscribe("Plan", made.id());
      assertThat(passed(first, made.value(), 2, Duration.ZERO)).isEqualTo(2);
      assertThat(passed(first, ONE, 1, Duration.ZERO)).isEqualTo(1);
    }
    try (var second = UsagePlans.start(template, data, () -> now)) {
      var made =
          second.registry().members("Plan").stream()
              .filter(key -> "made".equals(key.name()))
              .findFirst()
              .orElseThrow();
      assertThat(passed(second, made.value(), 9, Duration.ZERO)).isEqualTo(3);
      assertThat(passed(second, ONE, 9, Duration.ZERO)).isEqualTo(4);
      assertThat(passed(second, TWO, 9, Duration.ZERO)).isEqualTo(5);
    }
  }
}
