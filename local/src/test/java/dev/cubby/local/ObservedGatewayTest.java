package dev.cubby.local;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What API Gateway does without documenting it, as recorded against AWS by the tests of LocalStack
/// (`tests/aws/services/apigateway`).
class ObservedGatewayTest {

  private static final String RECORDED = "https://github.com/localstack/localstack/";
  private static final String ANSWERS = RECORDED + "tree/main/tests/aws/services/apigateway";
  private static final String HEADERS = RECORDED + "pull/11237";
  private static final String SLASHES = RECORDED + "pull/11304";

  private static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Api: {Type: AWS::Serverless::Api, Properties: {StageName: dev}}
        Echo:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            Events:
              Echo: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /echo, Method: get}}
              Files: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/files/{path+}', Method: get}}
              Test: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /test, Method: post}}
              Any: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /test/any, Method: any}}
              Options: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/{proxy+}', Method: options}}
        Scripted:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: get}}}
      """;

  @RegisterExtension private static final RunningProject PROJECT = RunningProject.of(TEMPLATE);

  @ParameterizedTest
  @MethodSource({"answers", "events", "routes", "paths"})
  void behavior_isThatOfAws(GatewayCase request) {
    request.check(PROJECT.http());
  }

  @ParameterizedTest
  @MethodSource("stagePaths")
  void pathWithStage_isThatOfAws(GatewayCase request) {
    try (var api = LocalApi.start(PROJECT.options().withStage("dev").withPort(0))) {
      request.check(new HttpApi(URI.create(api.url().toString().replace("/dev", ""))));
    }
  }

  static Stream<GatewayCase> answers() {
    return Stream.of(
        answered("nothing", "{}")
            .status(200)
            .answers("")
            .header("Content-Type", "application/json"),
        answered("no status", "{'body':'a','headers':{'X-A':'1'}}")
            .status(200)
            .answers("a")
            .header("X-A", "1"),
        answered("a status that is null", "{'statusCode':null}").status(200),
        answered("headers that are booleans", "{'headers':{'X-A':true,'X-B':false}}")
            .header("X-A", "true")
            .header("X-B", "false"),
        answered(
                "a boolean in both ways",
                "{'headers':{'X-A':true},'multiValueHeaders':{'X-A':[true]}}")
            .header("X-A", "true"));
  }

  static Stream<GatewayCase> events() {
    return Stream.of(
        GatewayCase.of("a request without a key", ANSWERS)
            .send("GET", "/echo")
            .sees("/requestContext/identity/apiKey", "")
            .sees("/requestContext/identity/apiKeyId", "")
            .sees("/requestContext/identity/user", "null")
            .sees("/requestContext/deploymentId", "\"df5ib3\""),
        GatewayCase.of("headers that are removed", HEADERS)
            .send("GET", "/echo", "TE", "deflate", "Server", "s", "max-forwards", "2", "X-A", "a")
            .body("text")
            .sees("/headers/TE", "")
            .sees("/headers/Server", "")
            .sees("/headers/max-forwards", "")
            .sees("/headers/Content-Length", "")
            .sees("/multiValueHeaders/Content-Length", "")
            .sees("/headers/X-A", "\"a\""));
  }

  static Stream<GatewayCase> routes() {
    return Stream.of(
        route("a literal goes before a greedy parameter", "POST", "/test", "/test"),
        route("a greedy parameter takes what a literal lacks", "OPTIONS", "/test", "/{proxy+}"),
        route("ANY lacks no method", "OPTIONS", "/test/any", "/test/any"));
  }

  static Stream<GatewayCase> paths() {
    return Stream.of(
        path("two slashes at the start", "//echo", "/echo"),
        path("three slashes at the start", "///echo", "/echo"),
        path("slashes in between", "/files/a//b", "/files/a//b")
            .sees("/pathParameters/path", "\"a//b\""),
        path("encoded slashes", "/files/a%2F%2Fb", "/files/a%2F%2Fb"));
  }

  static Stream<GatewayCase> stagePaths() {
    return Stream.of(
        path("slashes before the stage", "//dev/echo", "/echo")
            .sees("/requestContext/path", "\"/dev/echo\""),
        path("slashes after the stage", "/dev//echo", "/echo")
            .sees("/requestContext/path", "\"/dev//echo\""));
  }

  private static GatewayCase answered(String name, String script) {
    return GatewayCase.of(name, ANSWERS).send("GET", "/scripted").script(script);
  }

  private static GatewayCase route(String name, String method, String path, String resource) {
    return GatewayCase.of(name, ANSWERS).send(method, path).sees("/resource", '"' + resource + '"');
  }

  private static GatewayCase path(String name, String path, String seen) {
    return GatewayCase.of(name, SLASHES).send("GET", path).sees("/path", '"' + seen + '"');
  }
}
