package dev.cubby.local.template.reader;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.template.TemplateException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates that are refused, each by an error that names the reason.
class RefusedTemplatesTest extends TemplateCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!ImportValue x          | the function Fn::ImportValue",
        "!GetAZs us-east-1       | the function Fn::GetAZs",
        "!Ref Nothing            | Ref to Nothing",
        "!GetAtt Table.Nothing   | GetAtt of Table.Nothing",
        "!If [None, a, b]        | there is no condition None",
        "!FindInMap [A, B, C]    | FindInMap finds no A.B.C",
        "'{{resolve:ssm:/a}}'    | local does not look up {{resolve:ssm:/a}}",
        "!Sub 'a {{resolve:secretsmanager:${Name}}}' | local does not look up {{resolve:secretsmanager:cubby}}",
        "~                       | null values are not allowed",
        "{<<: [{A: b}]}          | expected a mapping",
      })
  void unknownFunctionOrReference_isRefusedByName(String expression, String message)
      throws IOException {
    var template = function("VALUE: " + expression);

    assertThatThrownBy(() -> read(template))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("template.yaml line ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: python3.13, CodeUri: x}} | resource X: local runs no functions of runtime python3.13",
        "{Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25}} | resource X: CodeUri is missing",
        "{Type: AWS::Serverless::Function, Properties: {Layers: [a]}} | local does not run property Layers",
        "{Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, CodeUri: x, Events: {E: {Type: S3}}}} | local does not run events of type S3",
        "{Type: AWS::Serverless::Api, Properties: {StageName: p, DefinitionUri: x}} | local does not run property DefinitionUri",
        "{Type: AWS::Serverless::Api, Properties: {StageName: p, GatewayResponses: {NOPE: {}}}} | there is no gateway response NOPE",
        "{Type: AWS::Serverless::Api, Properties: {StageName: p, Auth: {Authorizers: {A: {FunctionArn: x}}}}} | has type TOKEN",
        "{Type: AWS::Serverless::Api, Properties: {StageName: p, Auth: {Authorizers: {A: {FunctionPayloadType: REQUEST, FunctionArn: !GetAtt F.Arn}}}}} | authorizer A must specify Identity with at least one of Headers, QueryStrings, StageVariables, Context",
        "{Type: AWS::Serverless::Api, Properties: {StageName: p, Auth: {Authorizers: {A: {FunctionPayloadType: REQUEST, FunctionArn: !GetAtt F.Arn, Identity: {ReauthorizeEvery: 1}}}}}} | authorizer A must specify Identity",
        "{Type: AWS::Serverless::Api, Properties: {StageName: p, Auth: {UsagePlan: {CreateUsagePlan: PER_API}}}} | local does not know UsagePlan here",
        "{Type: AWS::Serverless::Api, Properties: {StageName: p, MethodSettings: [{HttpMethod: '*', ResourcePath: /a, ThrottlingRateLimit: 1}]}} | method settings of one method, or of /* and *",
        "{Type: AWS::ApiGateway::UsagePlan, Properties: {Throttle: {RateLimit: 1}}} | BurstLimit is missing",
        "{Type: AWS::ApiGateway::UsagePlan, Properties: {Throttle: {RateLimit: -1, BurstLimit: 1}}} | expected a number of at least 0, not -1",
        "{Type: AWS::ApiGateway::UsagePlan, Properties: {Quota: {Limit: 1, Period: YEAR}}} | Period is not DAY, WEEK or MONTH",
        "{Type: AWS::ApiGateway::UsagePlan, Properties: {Quota: {Limit: 1, Period: DAY, Offset: 1}}} | Offset of a DAY is 0 to 0",
        "{Type: AWS::ApiGateway::UsagePlan, Properties: {Quota: {Limit: 1, Period: WEEK, Offset: 7}}} | Offset of a WEEK is 0 to 6",
        "{Type: AWS::ApiGateway::UsagePlan, Properties: {Quota: {Limit: 1, Period: MONTH, Offset: 28}}} | Offset of a MONTH is 0 to 27",
        "{Type: AWS::ApiGateway::UsagePlan, Properties: {ApiStages: [{ApiId: a, Stage: p, Throttle: {/a/GET: {RateLimit: 1, BurstLimit: 1}}}]}} | the API has no method /a/GET",
        "{Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: k, KeyType: API_KEY, UsagePlanId: p}} | the template has no API key k",
        "{Type: AWS::Serverless::Api, Properties: {StageName: p, Auth: {DefaultAuthorizer: AWS_IAM}}} | there is no authorizer AWS_IAM",
      })
  void whatLocalDoesNotRun_isRefusedByName(String resource, String message) throws IOException {
    var events =
        "{Type: AWS::Serverless::Function, Properties: {Handler: a.B, Runtime: java25, CodeUri: x, Events: {E: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref X}}}}}";
    var text =
        "Resources:\n  X: "
            + resource
            + (resource.contains("::Serverless::Api") ? "\n  F: " + events : "");

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "get | /a/{id} | get  | /a/{key}/b   | resources /a/{id} and /a/{key} are siblings; API Gateway takes one path parameter there",
        "get | /{id}   | get  | /{rest+}     | resources /{id} and /{rest+} are siblings; API Gateway takes one path parameter there",
        "get | /a/{id} | GET  | /a/{id}      | GET /a/{id} is a route of F and of G",
        "any | /a      | any  | /a           | ANY /a is a route of F and of G",
        "get | /a      | get  | /b/{c+}/d    | path /b/{c+}/d goes on after a greedy parameter",
        "get | /a      | post | /a/          | paths /a and /a/ are one resource",
      })
  void routesThatDoNotGoTogether_areRefused(
      String method, String path, String otherMethod, String otherPath, String message)
      throws IOException {
    var text =
        """
        Globals: {Function: {Handler: a.B, Runtime: java25, CodeUri: x}}
        Resources:
          F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api, Properties: {Method: %s, Path: '%s'}}}}}
          G: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api, Properties: {Method: %s, Path: '%s'}}}}}
        """
            .formatted(method, path, otherMethod, otherPath);

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template.yaml line 4: resource ServerlessRestApi: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: 1\na: 2", "- x", "\t", "Unknown: 1\nResources: {}"})
  void brokenFile_isOneLineNamingIt(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("template.yaml")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void missingFile_isNamed() {
    assertThatThrownBy(() -> TemplateReader.read(directory.resolve("none.yaml")))
        .hasMessage("none.yaml: cannot be read");
  }

  @ParameterizedTest
  @CsvSource({
    "Name, 'UPPER', does not match [a-z]+",
    "Count, 0, is less than 1",
    "Count, 11, is more than 10",
    "Count, many, is not a number",
    "Color, blue, 'is not one of red, green'",
    "Absent, x, has no parameter Absent",
  })
  void parameterThatIsNotAllowed_isRefused(String name, String value, String message)
      throws IOException {
    var file = write(function("VALUE: 1"));

    assertThatThrownBy(() -> TemplateReader.read(file, Map.of(name, value)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }
}
