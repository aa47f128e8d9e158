package dev.cubby.local.usage;

import dev.cubby.local.template.Template;
import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/// Tests of limits, by a clock that they set.
abstract class UsagePlansCase {

  static final String ONE = "one-key-of-20-characters";
  static final String TWO = "two-key-of-20-characters";
  static final String METHOD = "/a/GET";

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

  @TempDir Path directory;
  volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

  final int passedAtOnce(UsagePlans plans) throws Exception {
    Callable<Integer> caller = () -> passed(plans, ONE, 500, Duration.ZERO);
    try (var executor = Executors.newFixedThreadPool(8)) {
      var sum = new ArrayList<Integer>();
      for (var result : executor.invokeAll(IntStream.range(0, 8).mapToObj(_ -> caller).toList())) {
        sum.add(result.get());
      }
      return sum.stream().mapToInt(Integer::intValue).sum();
    }
  }

  final int passed(UsagePlans plans, String key, int requests, Duration pause) {
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

  static boolean passes(UsagePlans plans, String key, String method) {
    return plans.admit(key, method) instanceof UsageDecision.Passed;
  }

  final UsagePlans plan(String properties) {
    return plans("", "", properties);
  }

  final UsagePlans plans(String api, String stage, String plan) {
    return UsagePlans.start(template(api, stage, plan), null, () -> now);
  }

  final Template template(String api, String stage, String plan) {
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
