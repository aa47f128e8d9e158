package dev.cubby.local.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.template.TemplateException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rates and bursts of usage plans, and who they are for.
class UsagePlansTest extends UsagePlansCase {

  private static final String THROTTLE = ", Throttle: {RateLimit: 10, BurstLimit: 20}";

  @Test
  void steadyCallerBelowTheRate_isNeverRefused() {
    var plans = plan(THROTTLE);

    // 9 a second.
    assertThat(passed(plans, ONE, 9 * 60, Duration.ofSeconds(1).dividedBy(9))).isEqualTo(9 * 60);
  }

  @Test
  void callerAtTwiceTheRate_isRefusedHalfOfTheTime() {
    var plans = plan(THROTTLE);

    // 20 a second: 10 of them pass, and the burst once.
    assertThat(passed(plans, ONE, 20 * 60, Duration.ofMillis(50))).isBetween(600, 621);
  }

  @Test
  void burst_isExactlyTheBurstUntilTokensAreAdded() {
    var plans = plan(THROTTLE);

    assertThat(passed(plans, ONE, 100, Duration.ZERO)).isEqualTo(20);
    now = now.plusMillis(99);
    assertThat(passed(plans, ONE, 10, Duration.ZERO)).isZero();
    now = now.plusMillis(1);
    assertThat(passed(plans, ONE, 10, Duration.ZERO)).isEqualTo(1);
    now = now.plusSeconds(3600);
    assertThat(passed(plans, ONE, 100, Duration.ZERO)).isEqualTo(20);
  }

  @Test
  void callersAtOnce_shareExactlyOneBurst() throws Exception {
    var plans = plan(", Throttle: {RateLimit: 1, BurstLimit: 1000}");

    assertThat(passedAtOnce(plans)).isEqualTo(1000);
  }

  @Test
  void fractionalRate_addsATokenEverySoOften() {
    var plans = plan(", Throttle: {RateLimit: 0.5, BurstLimit: 1}");

    // One a second for a minute.
    assertThat(passed(plans, ONE, 60, Duration.ofSeconds(1))).isEqualTo(30);
  }

  @Test
  void zeroRateOrBurst_letsNothingPass() {
    assertThat(passed(plan(", Throttle: {RateLimit: 0, BurstLimit: 5}"), ONE, 9, Duration.ZERO))
        .isZero();
    assertThat(passed(plan(", Throttle: {RateLimit: 5, BurstLimit: 0}"), ONE, 9, Duration.ZERO))
        .isZero();
  }

  @Test
  void keys_doNotTouchEachOther() {
    var plans = plan(THROTTLE + ", Quota: {Limit: 25, Period: DAY}");

    assertThat(passed(plans, ONE, 100, Duration.ZERO)).isEqualTo(20);
    assertThat(passed(plans, TWO, 100, Duration.ZERO)).isEqualTo(20);
    now = now.plusSeconds(60);
    assertThat(passed(plans, ONE, 100, Duration.ZERO)).isEqualTo(5);
    assertThat(passed(plans, TWO, 100, Duration.ZERO)).isEqualTo(5);
  }

  @Test
  void planWithoutLimits_letsEverythingPass() {
    assertThat(passed(plan(""), ONE, 1000, Duration.ZERO)).isEqualTo(1000);
  }

  @Test
  void methodThrottleOfThePlan_isTheKeysOnThatMethodAlone() {
    var plans = plans("", ", Throttle: {/a/GET: {RateLimit: 1, BurstLimit: 2}}", THROTTLE);

    assertThat(passed(plans, ONE, 10, Duration.ZERO)).isEqualTo(2);
    assertThat(passed(plans, TWO, 10, Duration.ZERO)).isEqualTo(2);
    // What its method refused took no token of the key.
    assertThat(IntStream.range(0, 50).filter(_ -> passes(plans, ONE, "/b/GET")).count())
        .isEqualTo(18);
  }

  @Test
  void methodSettings_throttleEachMethodWhoeverCalls() {
    var plans =
        plans(
            ", MethodSettings: [{ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 1,"
                + " ThrottlingBurstLimit: 3}, {ResourcePath: /~1b, HttpMethod: GET,"
                + " ThrottlingBurstLimit: 5, ThrottlingRateLimit: -1}]",
            "",
            "");

    assertThat(passes(plans, ONE, METHOD)).isTrue();
    assertThat(passes(plans, TWO, METHOD)).isTrue();
    assertThat(plans.admitWithoutKey(METHOD)).isInstanceOf(UsageDecision.Passed.class);
    assertThat(plans.admitWithoutKey(METHOD)).isInstanceOf(UsageDecision.Throttled.class);
    assertThat(passes(plans, ONE, METHOD)).isFalse();
    assertThat(IntStream.range(0, 50).filter(_ -> passes(plans, ONE, "/b/GET")).count())
        .isEqualTo(5);
  }

  @Test
  void account_hasABurstOf5000() {
    assertThat(passed(plan(""), ONE, 6000, Duration.ZERO)).isEqualTo(5000);
  }

  @Test
  void keyThatIsMissingUnknownDisabledOrOfAnotherStage_isInvalid() {
    var plans = plan("");

    assertThat(plans.admit(null, METHOD)).isInstanceOf(UsageDecision.InvalidKey.class);
    for (var value :
        new String[] {
          "", "unknown-key-of-20-chars", "off-key-of-20-characters", "oth-key-of-20-characters"
        }) {
      assertThat(plans.admit(value, METHOD)).isInstanceOf(UsageDecision.InvalidKey.class);
    }
  }

  @Test
  void shortValueInTheTemplate_isRefusedByName() {
    var bad = "}\n  Bad:\n    Type: AWS::ApiGateway::ApiKey\n    Properties: {Value: x";

    assertThatThrownBy(() -> plan(bad))
        .isInstanceOf(TemplateException.class)
        .hasMessage("resource Bad: API Key value should be at least 20 characters");
  }
}
