package dev.cubby.local;

import static dev.cubby.local.HttpApi.json;
import static dev.cubby.local.HttpApi.script;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A project without authorizer, over HTTP.
class LocalApiTest {

  private static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties:
            StageName: dev
            Variables: {color: red}
            BinaryMediaTypes: [image/png]
            Cors:
              AllowOrigin: "'https://example.com'"
              AllowHeaders: "'Content-Type'"
              MaxAge: "'600'"
            GatewayResponses:
              MISSING_AUTHENTICATION_TOKEN:
                StatusCode: 404
                ResponseParameters:
                  Headers:
                    X-Request-Id: context.requestId
                    X-Asked: method.request.header.x-ask
                    Content-Type: "'application/problem+json'"
                ResponseTemplates:
                  application/json: '{"title": "Not found", "detail": $context.error.messageString, "color": "$stageVariables.color", "path": "$context.path", "hint": "$context.error.validationErrorString"}'
        EchoFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            Events:
              One: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/echo/{name}', Method: any}}
              Key: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /key, Method: get, Auth: {ApiKeyRequired: true}}}
        ApiKey:
          Type: AWS::ApiGateway::ApiKey
          Properties: {Value: a-key-of-20-characters, Enabled: true}
        Plan:
          Type: AWS::ApiGateway::UsagePlan
          Properties: {ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage}]}
        PlanKey:
          Type: AWS::ApiGateway::UsagePlanKey
          Properties: {KeyId: !Ref ApiKey, KeyType: API_KEY, UsagePlanId: !Ref Plan}
        ScriptedFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Events:
              Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: GET}}
              Post: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: POST}}
              Head: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: HEAD}}
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            KeySchema: [{AttributeName: PK, KeyType: HASH}]
            AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
      """;

  private static final String KEY = "a-key-of-20-characters";

  @RegisterExtension private static final RunningProject PROJECT = RunningProject.of(TEMPLATE);

  @Test
  void request_becomesAProxyEvent() {
    var response =
        PROJECT
            .http()
            .send(
                "POST",
                "/echo/a%2Fb%20c/?q=1&q=a%20b&r",
                "grüße".getBytes(UTF_8),
                "X-Many",
                "one",
                "X-Many",
                "two",
                "User-Agent",
                "test");

    var event = json(response);
    assertThat(event.path("resource").asText()).isEqualTo("/echo/{name}");
    assertThat(event.path("path").asText()).isEqualTo("/echo/a%2Fb%20c/");
    assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
    assertThat(event.path("headers").path("X-Many").asText()).isEqualTo("two");
    assertThat(event.path("multiValueHeaders").path("X-Many")).hasToString("[\"one\",\"two\"]");
    assertThat(event.path("headers").path("X-Forwarded-For").asText()).isEqualTo("127.0.0.1");
    assertThat(event.path("headers").path("X-Forwarded-Proto").asText()).isEqualTo("http");
    assertThat(event.path("queryStringParameters")).hasToString("{\"q\":\"a b\",\"r\":\"\"}");
    assertThat(event.path("multiValueQueryStringParameters"))
        .hasToString("{\"q\":[\"1\",\"a b\"],\"r\":[\"\"]}");
    assertThat(event.path("pathParameters")).hasToString("{\"name\":\"a%2Fb%20c\"}");
    assertThat(event.path("stageVariables")).hasToString("{\"color\":\"red\"}");
    assertThat(event.path("body").asText()).isEqualTo("grüße");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    var context = event.path("requestContext");
    assertThat(context.path("accountId").asText()).isEqualTo("000000000000");
    assertThat(context.path("resourcePath").asText()).isEqualTo("/echo/{name}");
    assertThat(context.path("path").asText()).isEqualTo("/echo/a%2Fb%20c/");
    assertThat(context.path("stage").asText()).isEqualTo("dev");
    assertThat(context.path("protocol").asText()).isEqualTo("HTTP/1.1");
    assertThat(context.path("domainName").asText()).isEqualTo("127.0.0.1");
    assertThat(context.path("requestTime").asText())
        .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
    assertThat(context.path("requestTimeEpoch").isIntegralNumber()).isTrue();
    assertThat(context.path("identity").path("sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(context.path("identity").path("userAgent").asText()).isEqualTo("test");
    assertThat(context.path("identity").has("apiKey")).isFalse();
    assertThat(response.headers().firstValue("x-amzn-RequestId"))
        .hasValue(context.path("requestId").asText());
  }

  @Test
  void requestWithoutParametersAndBody_hasNulls() {
    var event = json(PROJECT.http().send("GET", "/key", "x-api-key", KEY));

    assertThat(event.path("queryStringParameters").isNull()).isTrue();
    assertThat(event.path("multiValueQueryStringParameters").isNull()).isTrue();
    assertThat(event.path("pathParameters").isNull()).isTrue();
    assertThat(event.path("body").isNull()).isTrue();
    assertThat(event.path("requestContext").path("identity").path("apiKey").asText())
        .isEqualTo(KEY);
    assertThat(event.path("requestContext").path("identity").path("apiKeyId").asText())
        .isEqualTo("ApiKey");
    assertThat(event.path("requestContext").has("authorizer")).isFalse();
  }

  @Test
  void requestIds_areUnique() {
    var ids = new HashSet<String>();
    for (int i = 0; i < 20; i++) {
      ids.add(
          json(PROJECT.http().send("GET", "/echo/x"))
              .path("requestContext")
              .path("requestId")
              .asText());
    }
    assertThat(ids).hasSize(20);
  }

  @Test
  void proxyResponse_isAnswered() {
    var response =
        PROJECT
            .http()
            .send(
                "GET",
                "/scripted",
                "x-script",
                script(
                    "{'statusCode':201,'headers':{'Location':'/x','WWW-Authenticate':'Basic','Both':'a'},"
                        + "'multiValueHeaders':{'Set-Cookie':['a=1','b=2'],'Both':['a','b']},'body':null}"));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Location")).hasValue("/x");
    assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(response.headers().allValues("Both")).containsExactly("a", "b");
    assertThat(response.headers().firstValue("x-amzn-Remapped-WWW-Authenticate")).hasValue("Basic");
    assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("X-Amzn-Trace-Id").orElse("")).startsWith("Root=1-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/scripted/more", "/echo", "/"})
  void unknownPath_isAnsweredAsTheTemplateSays(String path) {
    var response = PROJECT.http().send("GET", path, "x-ask", "asked");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response))
        .hasToString(
            "{\"title\":\"Not found\",\"detail\":\"Missing Authentication Token\",\"color\":\"red\","
                + "\"path\":\""
                + path
                + "\",\"hint\":\"\"}");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.headers().firstValue("X-Asked")).hasValue("asked");
    assertThat(response.headers().firstValue("X-Request-Id"))
        .isEqualTo(response.headers().firstValue("x-amzn-RequestId"));
  }

  @Test
  void stage_isTheFirstSegment() {
    var options = PROJECT.options().withStage("v1");
    try (var staged = LocalApi.start(options)) {
      assertThat(staged.url().getPath()).isEqualTo("/v1");
      var event = json(new HttpApi(staged.url()).send("GET", "/key?a=b", "x-api-key", KEY));
      assertThat(event.path("path").asText()).isEqualTo("/key");
      assertThat(event.path("requestContext").path("path").asText()).isEqualTo("/v1/key");
      assertThat(event.path("requestContext").path("stage").asText()).isEqualTo("v1");
      var outside = new HttpApi(staged.url().resolve("/")).send("GET", "v10/key");
      assertThat(outside.statusCode()).isEqualTo(403);
      assertThat(outside.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void requestUnderWay_isAnsweredBeforeTheEnd() throws Exception {
    var journal = PROJECT.directory().resolve("journal");
    var options =
        PROJECT.options().withVariable("PAUSE", "200").withVariable("JOURNAL", journal.toString());
    var slow = LocalApi.start(options);
    try (var executor = Executors.newSingleThreadExecutor()) {
      var slowHttp = new HttpApi(slow.url());
      var answer =
          executor.submit(
              () -> slowHttp.send("GET", "/scripted", "x-script", script("{'statusCode':200}")));
      while (Files.notExists(journal) && !answer.isDone()) {
        Thread.sleep(5);
      }
      slow.close();

      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requestThatOutlivesTheGrace_keepsNothingOpen() throws Exception {
    var journal = PROJECT.directory().resolve("began");
    var options =
        PROJECT
            .options()
            .withData(PROJECT.directory().resolve("data"))
            .withFunctionTimeoutFactor(20)
            .withVariable("PAUSE", "60000")
            .withVariable("JOURNAL", journal.toString());
    var slow = LocalApi.start(options);
    var slowHttp = new HttpApi(slow.url());
    try (var executor = Executors.newSingleThreadExecutor()) {
      var answer =
          executor.submit(
              () -> slowHttp.send("GET", "/scripted", "x-script", script("{'statusCode':200}")));
      while (Files.notExists(journal) && !answer.isDone()) {
        Thread.sleep(5);
      }

      slow.close();

      assertThatThrownBy(answer::get).hasCauseInstanceOf(RuntimeException.class);
    }
    // Nobody has the directory any more.
    LocalApi.start(options).close();
  }

  @Test
  void takenPort_isNamed() {
    var options = PROJECT.options().withPort(PROJECT.api().url().getPort());

    assertThatThrownBy(() -> LocalApi.start(options))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "Cannot listen on 127.0.0.1:" + PROJECT.api().url().getPort() + ": the port is taken");
  }

  @Test
  void addressWithColons_isInBracketsInTheUrl() {
    try (var api = LocalApi.start(PROJECT.options().withHost("::ffff:127.0.0.1"))) {
      assertThat(api.url().getHost()).isEqualTo("[::ffff:127.0.0.1]");
      assertThat(new HttpApi(api.url()).send("GET", "/echo/a").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void externalDynamoDb_isUsed() {
    var options = PROJECT.options().withDynamoDbEndpoint(PROJECT.api().dynamoDbEndpoint());
    try (var other = LocalApi.start(options)) {
      assertThat(other.dynamoDbEndpoint()).isEqualTo(PROJECT.api().dynamoDbEndpoint());
    }
  }

  @Test
  void unreachableDynamoDb_isNamed() {
    var options = PROJECT.options().withDynamoDbEndpoint(URI.create("http://127.0.0.1:1"));

    assertThatThrownBy(() -> LocalApi.start(options))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("Cannot use DynamoDB at http://127.0.0.1:1");
  }

  @Test
  void invoke_answersTheResult() {
    assertThat(
            new String(PROJECT.api().invoke("EchoFunction", "{}".getBytes(UTF_8)).payload(), UTF_8))
        .isEqualTo("{\"statusCode\": 200, \"body\": \"{}\"}");
  }
}
