package dev.cubby.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.gateway.RequestLogFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The access log on standard output.
@Isolated("It replaces standard output.")
class AccessLogTest {

  private static final String TEMPLATE =
      """
      Parameters: {Format: {Type: String}}
      Conditions: {HasFormat: !Not [!Equals [!Ref Format, '']]}
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip, Handler: dev.cubby.local.sample.Scripted}}
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties:
            StageName: dev
            AccessLogSetting: !If [HasFormat, {Format: !Ref Format}, !Ref AWS::NoValue]
            MethodSettings:
              - {ResourcePath: /~1throttled, HttpMethod: GET, ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0}
            Auth:
              Authorizers:
                Keys: {FunctionPayloadType: REQUEST, FunctionArn: !GetAtt Authorize.Arn, Identity: {Headers: [x-api-key]}}
        Authorize: {Type: AWS::Serverless::Function}
        Echo:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            Events:
              Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/secured/{id}', Method: get, Auth: {Authorizer: Keys}}}
              Throttled: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /throttled, Method: get, Auth: {Authorizer: Keys}}}
              Planned: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /planned, Method: get, Auth: {Authorizer: Keys, ApiKeyRequired: true}}}
        Scripted:
          Type: AWS::Serverless::Function
          Properties:
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/scripted', Method: get}}}
      """;

  private static final String FORMAT =
      "{\"status\":\"$context.status\",\"route\":\"$context.resourcePath\","
          + "\"bytes\":$context.responseLength,\"key\":\"$context.authorizer.keyId\","
          + "\"who\":\"$context.authorizer.principalId\","
          + "\"error\":\"$context.error.responseType\",\"ip\":\"$context.identity.sourceIp\","
          + "\"waf\":\"$context.wafResponseCode\"}";

  private static final String ALLOW =
      "{'principalId':'p','policyDocument':{'Statement':[{'Effect':'Allow',"
          + "'Action':'execute-api:Invoke','Resource':'*'}]},'context':{'keyId':'k1'}}";

  @TempDir private Path directory;

  private final PrintStream console = System.out;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(output, true, UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(console);
  }

  @Test
  void answerOfAFunction_isALineInTheTemplatesFormat() {
    assertThat(
            lines(
                FORMAT,
                "/scripted",
                "x-script",
                HttpApi.script("{'statusCode':200,'body':'grün'}")))
        .containsExactly(
            "{\"status\":\"200\",\"route\":\"/scripted\",\"bytes\":5,\"key\":\"-\",\"who\":\"-\","
                + "\"error\":\"-\",\"ip\":\"127.0.0.1\",\"waf\":\"-\"}");
  }

  @Test
  void authorizersContext_isInTheLine() {
    assertThat(
            lines(FORMAT, "/secured/7", "x-api-key", "secret", "x-script", HttpApi.script(ALLOW)))
        .singleElement()
        .asString()
        .contains("\"route\":\"/secured/{id}\"", "\"key\":\"k1\"", "\"who\":\"p\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Allow, /throttled, 429, THROTTLED",
    "Allow, /planned, 403, INVALID_API_KEY",
    "Deny, /secured/7, 403, ACCESS_DENIED",
  })
  void refusalAfterTheAuthorizer_hasItsContextInTheLine(
      String effect, String path, String status, String error) {
    var script = HttpApi.script(ALLOW.replace("Allow", effect));

    assertThat(lines(FORMAT, path, "x-api-key", "secret", "x-script", script))
        .singleElement()
        .asString()
        .contains(
            "\"status\":\"" + status + "\"",
            "\"error\":\"" + error + "\"",
            "\"key\":\"k1\"",
            "\"who\":\"p\"");
  }

  @Test
  void refusal_hasItsTypeInTheLine() {
    assertThat(lines(FORMAT, "/secured/7"))
        .containsExactly(
            "{\"status\":\"401\",\"route\":\"/secured/{id}\",\"bytes\":26,\"key\":\"-\",\"who\":\"-\","
                + "\"error\":\"UNAUTHORIZED\",\"ip\":\"127.0.0.1\",\"waf\":\"-\"}");
  }

  @Test
  void headersOverTheLimit_areALineToo() {
    assertThat(lines(FORMAT, "/scripted", "X-Large", "a".repeat(10_241)))
        .singleElement()
        .asString()
        .contains("\"status\":\"431\"", "\"route\":\"-\"", "\"error\":\"DEFAULT_4XX\"");
  }

  @Test
  void latencies_areMilliseconds() {
    assertThat(
            lines(
                "$context.responseLatency $context.integrationLatency"
                    + " $context.integration.latency $context.requestId",
                "/scripted",
                "x-script",
                HttpApi.script("{'statusCode':200}")))
        .singleElement()
        .asString()
        .matches("\\d+ \\d+ \\d+ [0-9a-f-]{36}");
  }

  @Test
  void templateWithoutFormat_hasTheCommonOne() {
    assertThat(lines("", "/nothing"))
        .singleElement()
        .asString()
        .matches(
            "127\\.0\\.0\\.1 - - \\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000\\]"
                + " \"GET - HTTP/1\\.1\" 403 42 [0-9a-f-]{36}");
  }

  /// What is logged of one request by the time the API has ended.
  private List<String> lines(String format, String path, String... headers) {
    var project = SamProject.create(directory, TEMPLATE);
    var options =
        Options.of(project.template())
            .withParameter("Format", format)
            .withRequestLog(RequestLogFormat.ACCESS);
    try (var api = LocalApi.start(options)) {
      new HttpApi(api.url()).send("GET", path, headers);
    }
    return output.toString(UTF_8).lines().toList();
  }
}
