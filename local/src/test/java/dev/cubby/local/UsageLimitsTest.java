package dev.cubby.local;

import static dev.cubby.local.HttpApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// API keys, throttling and quotas over HTTP, with a key in the header.
class UsageLimitsTest {

  private static final String KEY = "a-key-of-20-characters";
  private static final String FREE_KEY = "a-free-key-of-20-characters";

  private static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties:
            StageName: dev
            Cors: "'*'"
            Auth: {ApiKeyRequired: true}
            MethodSettings:
              - {ResourcePath: /~1slow, HttpMethod: GET, ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1}
            GatewayResponses:
              THROTTLED:
                ResponseParameters: {Headers: {Retry-After: "'1'"}}
                ResponseTemplates: {application/json: '{"type":"$context.error.responseType","detail":$context.error.messageString}'}
              QUOTA_EXCEEDED:
                StatusCode: 420
                ResponseTemplates: {application/json: '{"type":"$context.error.responseType","detail":$context.error.messageString}'}
        EchoFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            Events:
              Any: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/echo/{name}', Method: any}}
              Slow: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /slow, Method: get, Auth: {ApiKeyRequired: false}}}
        Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Value: a-key-of-20-characters, Enabled: true}}
        FreeKey: {Type: AWS::ApiGateway::ApiKey, Properties: {Value: a-free-key-of-20-characters, Enabled: true}}
        Plan:
          Type: AWS::ApiGateway::UsagePlan
          Properties:
            ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage}]
            Throttle: {RateLimit: 2, BurstLimit: 3}
            Quota: {Limit: 5, Period: DAY}
        FreePlan:
          Type: AWS::ApiGateway::UsagePlan
          Properties:
            ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage, Throttle: {'/echo/{name}/ANY': {RateLimit: 1, BurstLimit: 4}}}]
        PlanKey: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
        FreePlanKey: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref FreeKey, KeyType: API_KEY, UsagePlanId: !Ref FreePlan}}
      """;

  @RegisterExtension
  private final RunningProject project =
      RunningProject.of(TEMPLATE, Instant.parse("2026-11-21T12:00:00Z"));

  @Test
  void noOrUnknownKey_is403() {
    var none = project.http().send("GET", "/echo/a");
    var unknown = project.http().send("GET", "/echo/a", "x-api-key", "unknown-key-of-20-chars");

    for (var response : new HttpResponse<?>[] {none, unknown}) {
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
      assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("ForbiddenException");
    }
  }

  @Test
  void key_reachesTheFunctionWithItsId() {
    var identity = json(get(KEY)).path("requestContext").path("identity");

    assertThat(identity.path("apiKey").asText()).isEqualTo(KEY);
    assertThat(identity.path("apiKeyId").asText()).isEqualTo("Key");
  }

  @Test
  void burstAndQuota_areAnsweredAsTheTemplateSays() {
    for (int i = 0; i < 3; i++) {
      assertThat(get(KEY).statusCode()).isEqualTo(200);
    }
    var throttled = get(KEY);
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.body())
        .isEqualTo("{\"type\":\"THROTTLED\",\"detail\":\"Too Many Requests\"}");
    assertThat(throttled.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(throttled.headers().firstValue("x-amzn-ErrorType"))
        .hasValue("TooManyRequestsException");

    project.clock().advance(Duration.ofSeconds(1));
    assertThat(get(KEY).statusCode()).isEqualTo(200);
    assertThat(get(KEY).statusCode()).isEqualTo(200);
    project.clock().advance(Duration.ofSeconds(1));
    var exceeded = get(KEY);
    assertThat(exceeded.statusCode()).isEqualTo(420);
    assertThat(exceeded.body())
        .isEqualTo("{\"type\":\"QUOTA_EXCEEDED\",\"detail\":\"Limit Exceeded\"}");
    assertThat(exceeded.headers().firstValue("x-amzn-ErrorType"))
        .hasValue("LimitExceededException");

    project.clock().advance(Duration.ofDays(1));
    assertThat(get(KEY).statusCode()).isEqualTo(200);
  }

  @Test
  void methodThrottleOfAPlan_namesTheMethodAsTheApiDeclaresIt() {
    for (int i = 0; i < 4; i++) {
      assertThat(get(FREE_KEY).statusCode()).isEqualTo(200);
    }
    assertThat(get(FREE_KEY).statusCode()).isEqualTo(429);
    assertThat(project.http().send("POST", "/echo/b", "x-api-key", FREE_KEY).statusCode())
        .isEqualTo(429);
  }

  @Test
  void methodSetting_throttlesAMethodWithoutAKey() {
    assertThat(project.http().send("GET", "/slow").statusCode()).isEqualTo(200);
    assertThat(project.http().send("GET", "/slow").statusCode()).isEqualTo(429);
    project.clock().advance(Duration.ofSeconds(1));
    assertThat(project.http().send("GET", "/slow").statusCode()).isEqualTo(200);
  }

  @Test
  void preflight_needsAKeyUnlessTheTemplateSaysOtherwise() {
    assertThat(project.http().send("OPTIONS", "/slow").statusCode()).isEqualTo(403);
    assertThat(project.http().send("OPTIONS", "/slow", "x-api-key", FREE_KEY).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> get(String key) {
    return project.http().send("GET", "/echo/a", "x-api-key", key);
  }
}
