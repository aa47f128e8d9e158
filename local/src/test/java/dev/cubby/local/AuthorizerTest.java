package dev.cubby.local;

import static dev.cubby.local.HttpApi.json;
import static dev.cubby.local.HttpApi.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A REQUEST authorizer, over HTTP. `Scripted` is the authorizer: the header `x-script` says what
/// it answers.
class AuthorizerTest {

  private static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties:
            StageName: dev
            ApiKeySourceType: AUTHORIZER
            Cors: "'*'"
            Auth:
              DefaultAuthorizer: Keys
              AddDefaultAuthorizerToCorsPreflight: false
              ApiKeyRequired: true
              AddApiKeyRequiredToCorsPreflight: false
              Authorizers:
                Keys:
                  FunctionPayloadType: REQUEST
                  FunctionArn: !GetAtt AuthorizeFunction.Arn
                  Identity: {Headers: [x-api-key], ReauthorizeEvery: 60}
        ApiKey:
          Type: AWS::ApiGateway::ApiKey
          Properties: {Value: usage-of-20-characters, Enabled: true}
        Plan:
          Type: AWS::ApiGateway::UsagePlan
          Properties: {ApiStages: [{ApiId: !Ref Api, Stage: dev}]}
        PlanKey:
          Type: AWS::ApiGateway::UsagePlanKey
          Properties: {KeyId: !Ref ApiKey, KeyType: API_KEY, UsagePlanId: !Ref Plan}
        AuthorizeFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Environment: {Variables: {PAUSE: 50}}
        EchoFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            Events:
              Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/users/{userId}', Method: get}}
              Open: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /open, Method: get, Auth: {Authorizer: NONE, ApiKeyRequired: false}}}
              Declared: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /declared, Method: options}}
              Keyed: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /keyed, Method: get, Auth: {Authorizer: NONE}}}
      """;

  private static final String ALLOW =
      "{'principalId':'p','policyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
          + "'Action':'execute-api:Invoke','Resource':'arn:aws:execute-api:us-east-1:000000000000:*/dev/GET/users/*'}]},"
          + "'context':{'calls':CALLS,'text':'t','flag':true},'usageIdentifierKey':'usage-of-20-characters'}";

  @RegisterExtension
  private final RunningProject project =
      RunningProject.of(TEMPLATE, Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void contextAndKey_reachTheFunctionAsStrings() {
    var context = json(call("a", ALLOW)).path("requestContext");

    var authorizer = context.path("authorizer");
    assertThat(authorizer.path("principalId").asText()).isEqualTo("p");
    assertThat(authorizer.path("calls")).hasToString("\"1\"");
    assertThat(authorizer.path("text")).hasToString("\"t\"");
    assertThat(authorizer.path("flag")).hasToString("\"true\"");
    assertThat(authorizer.path("integrationLatency").isIntegralNumber()).isTrue();
    assertThat(context.path("identity").path("apiKey").asText())
        .isEqualTo("usage-of-20-characters");
    assertThat(context.path("identity").path("apiKeyId").asText()).isEqualTo("ApiKey");
  }

  @Test
  void missingIdentity_is401WithoutACall() {
    var missing = project.http().send("GET", "/users/7", "x-script", script("throw away"));
    var empty =
        project.http().send("GET", "/users/7", "x-script", script("throw away"), "x-api-key", "");

    for (var response : new HttpResponse<?>[] {missing, empty}) {
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }
    assertThat(calls(call("a", ALLOW))).isEqualTo("1");
  }

  @Test
  void result_isKeptForItsTimeToLive() {
    assertThat(calls(call("a", ALLOW))).isEqualTo("1");
    project.clock().advance(Duration.ofSeconds(59));
    assertThat(calls(call("a", ALLOW))).isEqualTo("1");
    assertThat(calls(call("b", ALLOW))).isEqualTo("2");
    project.clock().advance(Duration.ofSeconds(1));
    assertThat(calls(call("a", ALLOW))).isEqualTo("3");
  }

  @Test
  void requestsAtOnce_waitForOneCall() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<HttpResponse<String>>>();
      for (int i = 0; i < 20; i++) {
        answers.add(executor.submit(() -> call("a", ALLOW)));
      }
      var calls = new HashSet<String>();
      for (var answer : answers) {
        calls.add(calls(answer.get()));
      }
      assertThat(calls).containsExactly("1");
    }
  }

  @Test
  void explicitDeny_is403AndKept() {
    var deny = ALLOW.replace("Allow", "Deny");

    for (int i = 0; i < 2; i++) {
      var response = call("a", i == 0 ? deny : ALLOW);
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body())
          .isEqualTo(
              "{\"Message\":\"User is not authorized to access this resource with an explicit deny"
                  + " in an identity-based policy\"}");
      assertThat(response.headers().firstValue("x-amzn-ErrorType"))
          .hasValue("AccessDeniedException");
    }
  }

  @Test
  void noMatchingStatement_is403() {
    var response = call("a", ALLOW.replace("/users/*", "/notes/*"));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body())
        .isEqualTo("{\"Message\":\"User is not authorized to access this resource\"}");
  }

  @Test
  void errorUnauthorized_is401AndForgotten() {
    var response = call("a", "throw Unauthorized");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(calls(call("a", ALLOW))).isEqualTo("2");
  }

  @Test
  void otherError_is500AndForgotten() {
    var response = call("a", "throw away");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("x-amzn-ErrorType"))
        .hasValue("AuthorizerFailureException");
    assertThat(calls(call("a", ALLOW))).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "'text'",
        "{'principalId':'p'}",
        "{'policyDocument':{'Statement':[]}}",
        "{'principalId':'p','policyDocument':{'Statement':[]},'context':{'a':{}}}",
        "{'principalId':'p','policyDocument':{'Statement':[]},'context':{'a':[]}}",
      })
  void malformedAnswer_is500(String answer) {
    var response = call("a", answer);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("{\"message\":null}");
    assertThat(response.headers().firstValue("x-amzn-ErrorType"))
        .hasValue("AuthorizerConfigurationException");
  }

  @Test
  void routeWithoutAuthorizer_andPreflight_areOpen() {
    assertThat(project.http().send("GET", "/open").statusCode()).isEqualTo(200);
    assertThat(project.http().send("OPTIONS", "/users/7").statusCode()).isEqualTo(200);
    assertThat(project.http().send("OPTIONS", "/declared").statusCode()).isEqualTo(200);
  }

  @Test
  void usageIdentifierThatIsNoKey_is403WhateverTheHeaderSays() {
    var unknown = call("usage-of-20-characters", ALLOW.replace("usage-of", "other-of"));
    var none =
        call(
            "usage-of-20-characters-too",
            ALLOW.replace(",'usageIdentifierKey':'usage-of-20-characters'", ""));

    for (var response : new HttpResponse<?>[] {unknown, none}) {
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void methodThatNeedsAKeyButHasNoAuthorizer_is403() {
    var response = project.http().send("GET", "/keyed", "x-api-key", "usage-of-20-characters");

    assertThat(response.statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> call(String key, String answer) {
    return project.http().send("GET", "/users/7", "x-api-key", key, "x-script", script(answer));
  }

  private static String calls(HttpResponse<String> response) {
    return json(response).path("requestContext").path("authorizer").path("calls").asText();
  }
}
