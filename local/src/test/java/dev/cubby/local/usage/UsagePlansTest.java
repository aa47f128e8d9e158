package dev.cubby.local.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Limits by a clock that the tests set.
class UsagePlansTest {

  private static final String ONE = "one-key-of-20-characters";
  private static final String TWO = "two-key-of-20-characters";
  private static final String METHOD = "/a/GET";

  private static final String TEMPLATE =
      """
      Resources:
        F:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.B
            Runtime: java25
            CodeUri: x
            Events:
              A: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}
              B: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /b, Method: get}}
        Api:
          Type: AWS::Serverless::Api
          Properties: {StageName: devAPI_PROPERTIES}
        One: {Type: AWS::ApiGateway::ApiKey, Properties: {Value: one-key-of-20-characters, Enabled: true}}
        Two: {Type: AWS::ApiGateway::ApiKey, Properties: {Value: two-key-of-20-characters, Enabled: true}}
        Disabled: {Type: AWS::ApiGateway::ApiKey, Properties: {Value: off-key-of-20-characters}}
        Other: {Type: AWS::ApiGateway::ApiKey, Properties: {Value: oth-key-of-20-characters, Enabled: true}}
        Plan:
          Type: AWS::ApiGateway::UsagePlan
          Properties: {ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.StageSTAGE_PROPERTIES}]PLAN_PROPERTIES}
        OtherPlan:
          Type: AWS::ApiGateway::UsagePlan
          Properties: {ApiStages: [{ApiId: !Ref Api, Stage: other}]}
        PlanOne: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref One, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
        PlanTwo: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Two, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
        PlanOff: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Disabled, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
        PlanOther: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Other, KeyType: API_KEY, UsagePlanId: !Ref OtherPlan}}
      """;

  private static final String THROTTLE = ", Throttle: {RateLimit: 10, BurstLimit: 20}";

  @TempDir private Path directory;

  private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

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
  void callersAtOnce_shareExactlyOneQuota() throws Exception {
    var plans = plan(", Quota: {Limit: 1000, Period: DAY}");

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

  @Test
  void shortValueInTheTemplate_isRefusedByName() {
    var bad = "}\n  Bad:\n    Type: AWS::ApiGateway::ApiKey\n    Properties: {Value: x";

    assertThatThrownBy(() -> plan(bad))
        .isInstanceOf(TemplateException.class)
        .hasMessage("resource Bad: API Key value should be at least 20 characters");
  }

  private int passedAtOnce(UsagePlans plans) throws Exception {
    Callable<Integer> caller = () -> passed(plans, ONE, 500, Duration.ZERO);
    try (var executor = Executors.newFixedThreadPool(8)) {
      var sum = new ArrayList<Integer>();
      for (var result : executor.invokeAll(IntStream.range(0, 8).mapToObj(_ -> caller).toList())) {
        sum.add(result.get());
      }
      return sum.stream().mapToInt(Integer::intValue).sum();
    }
  }

  private int passed(UsagePlans plans, String key, int requests, Duration pause) {
    int passed = 0;
    for (int i = 0; i < requests; i++) {
      if (passes(plans, key, METHOD)) {
        passed++;
      }
      if (!pause.isZero()) {
        now = now.plus(pause);
      }
    }
    return passed;
  }

  private static boolean passes(UsagePlans plans, String key, String method) {
    return plans.admit(key, method) instanceof UsageDecision.Passed;
  }

  private UsagePlans plan(String properties) {
    return plans("", "", properties);
  }

  private UsagePlans plans(String api, String stage, String plan) {
    return UsagePlans.start(template(api, stage, plan), null, () -> now);
  }

  private Template template(String api, String stage, String plan) {
    try {
      return TemplateReader.read(
          Files.writeString(
              directory.resolve("template.yaml"),
              TEMPLATE
                  .replace("API_PROPERTIES", api)
                  .replace("STAGE_PROPERTIES", stage)
                  .replace("PLAN_PROPERTIES", plan)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
