package dev.cubby.local.template.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that is wrong with a template is said at once.
class RefusalsTest {

  @TempDir private Path directory;

  @Test
  void resources_areRefusedTogether() throws IOException {
    assertRefused(
        """
        Resources:
          Layered:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              Runtime: java21
              CodeUri: x
              Layers: [a]
              FunctionUrlConfig: {AuthType: NONE}
              Events:
                Bucket: {Type: S3}
                Queue: {Type: SQS}
                Get: {Type: Api, Properties: {Path: a, Method: get}}
          Script:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.b
              Runtime: python3.13
              CodeUri: x
              Environment: {Variables: {A: !ImportValue a, B: !GetAtt Nothing.B}}
          Table:
            Type: AWS::DynamoDB::Table
            Properties: {KeySchema: [{AttributeName: PK, KeyType: HASH}]}
          Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Unknown: 1}}
        """,
        "line 8: resource Layered: local does not run property Layers of AWS::Serverless::Function",
        "line 9: resource Layered: local does not run property FunctionUrlConfig of"
            + " AWS::Serverless::Function",
        "line 11: resource Layered: local does not run events of type S3",
        "line 12: resource Layered: local does not run events of type SQS",
        "line 13: resource ServerlessRestApi: path a does not start with /",
        "line 20: resource Script: local does not know the function Fn::ImportValue",
        "line 20: resource Script: GetAtt of Nothing, which local does not know as a resource",
        "line 22: resource Table: AttributeDefinitions is missing",
        "line 24: resource Key: local does not run property Unknown of AWS::ApiGateway::ApiKey");
  }

  @Test
  void partsOfAnApi_areRefusedTogether() throws IOException {
    assertRefused(
        """
        Resources:
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: dev
              DefinitionUri: x
              GatewayResponses:
                A: {}
                B: {}
                THROTTLED: {ResponseParameters: {Headers: {X-A: context.errors, X-B: a}}}
                UNAUTHORIZED: {ResponseTemplates: {text/plain: '$context.path $context.paths'}}
                DEFAULT_5XX: {ResponseTemplates: {application/json: '#set($a = 1) $a'}}
              Auth:
                DefaultAuthorizer: Token
                Authorizers:
                  Token: {FunctionArn: x}
                  Pool: {UserPoolArn: x}
          Other: {Type: AWS::Serverless::Api, Properties: {StageName: dev}}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              Runtime: java21
              CodeUri: x
              Events:
                Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /, Method: get}}
                Post: {Type: Api, Properties: {Path: /, Method: post}}
        """,
        "line 6: resource Api: local does not run property DefinitionUri of AWS::Serverless::Api",
        "line 8: resource Api: there is no gateway response A",
        "line 9: resource Api: there is no gateway response B",
        "line 10: resource Api: local does not know context.errors in gateway responses",
        "line 10: resource Api: local does not know a in gateway responses",
        "line 11: resource Api: local does not know $context.paths in gateway responses",
        "line 12: resource Api: local does not know #set in gateway responses",
        "line 16: resource Api: authorizer Token has type TOKEN, local runs only REQUEST",
        "line 17: resource Api: authorizer Pool is of Cognito, local runs only REQUEST",
        "line 18: resource Other is a second API; local runs one",
        "line 27: resource F has an event of API ServerlessRestApi; local runs one API");
  }

  @Test
  void sectionsAndParameters_areRefusedTogether() throws IOException {
    assertRefused(
        """
        Rules: {}
        Hooks: {}
        Globals: {HttpApi: {}, StateMachine: {}}
        Parameters:
          A: {Type: String}
          B: {Type: Number, Default: b}
          C: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /c}
        Resources: {}
        """,
        "has no parameter Given",
        "line 1: local does not know Rules here",
        "line 2: local does not know Hooks here",
        "line 3: local does not run what Globals.HttpApi is for",
        "line 3: local does not run what Globals.StateMachine is for",
        "line 5: parameter A has no default and no value is given",
        "line 6: parameter B: b is not a number",
        "line 7: parameter C has type AWS::SSM::Parameter::Value<String>, which local does not look"
            + " up; give it with --parameter C=VALUE");
  }

  @Test
  void connections_areRefusedTogether() throws IOException {
    assertRefused(
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              Runtime: java21
              CodeUri: x
              Events:
                Nightly: {Type: Schedule, Properties: {Schedule: daily}}
                Changes: {Type: DynamoDB, Properties: {Stream: a, StartingPosition: LATEST}}
          One: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: a, KeyType: API_KEY, UsagePlanId: p}}
          Two: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: b, KeyType: API_KEY, UsagePlanId: p}}
        """,
        "line 9: resource F: event Nightly: the schedule is refused: there is no schedule daily",
        "line 10: resource F: event Changes: a is not the stream of a table of this template",
        "line 11: the template has no API key a",
        "line 12: the template has no API key b");
  }

  @Test
  void reasonInGlobals_isGivenOnce() throws IOException {
    assertRefused(
        """
        Globals: {Function: {Handler: a.B, Runtime: java21, CodeUri: x, Layers: [a]}}
        Resources:
          F: {Type: AWS::Serverless::Function}
          G: {Type: AWS::Serverless::Function}
        """,
        "line 1: resource F: local does not run property Layers of AWS::Serverless::Function");
  }

  private void assertRefused(String template, String... lines) throws IOException {
    var file = Files.writeString(directory.resolve("template.yaml"), template);
    var parameters =
        template.contains("\nParameters:") ? Map.of("Given", "1") : Map.<String, String>of();

    assertThatThrownBy(() -> TemplateReader.read(file, parameters))
        .isInstanceOf(TemplateException.class)
        .message()
        .satisfies(message ->
            assertThat(message.lines().map(line -> line.replaceFirst("^template.yaml:? ", "")))
                .containsExactly(lines));
  }
}
