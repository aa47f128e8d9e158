package dev.cubby.local.template.reader;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a template means.
class TemplateReaderTest extends TemplateCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Name                                             | cubby",
        "{Ref: Name}                                           | cubby",
        "!Ref AWS::Region                                      | us-east-1",
        "!Ref AWS::StackName                                   | local",
        "!Ref Table                                            | Table",
        "!Ref Log                                              | /my/log",
        "!GetAtt Log.Arn                                       | arn:aws:logs:us-east-1:000000000000:log-group:/my/log:*",
        "!GetAtt Table.Arn                                     | arn:aws:dynamodb:us-east-1:000000000000:table/Table",
        "!GetAtt [F, Arn]                                      | arn:aws:lambda:us-east-1:000000000000:function:F",
        "!Ref Plan                                             | Plan",
        "!Sub 'a-${Name}-${!Literal}-${Table.Arn}'             | a-cubby-${Literal}-arn:aws:dynamodb:us-east-1:000000000000:table/Table",
        "!Sub ['${X}/${Name}', {X: !Ref AWS::AccountId}]       | 000000000000/cubby",
        "!Join ['-', [a, !Ref Name]]                           | a-cubby",
        "!Select [1, !Split [',', 'x,y,z']]                    | y",
        "!FindInMap [Sizes, !Ref Name, Memory]                 | 512",
        "!If [IsCubby, yes-it-is, no]                          | yes-it-is",
        "!If [IsOther, a, b]                                   | b",
        "!Base64 abc                                           | YWJj",
        "on                                                    | true",
        "007                                                   | 007",
      })
  void function_isEvaluated(String expression, String expected) throws IOException {
    assertThat(environment(read(function("VALUE: " + expression))))
        .containsEntry("VALUE", expected);
  }

  @Test
  void noValue_isLeftOut() throws IOException {
    assertThat(environment(read(function("VALUE: !Ref AWS::NoValue")))).isEmpty();
  }

  @Test
  void overriddenParameter_replacesTheDefault() throws IOException {
    var file = write(function("VALUE: !Ref Name"));

    var template = TemplateReader.read(file, Map.of("Name", "other"));

    assertThat(environment(template)).containsEntry("VALUE", "other");
  }

  @Test
  void parameterThatAwsLooksUp_hasTheValueThatIsGiven() throws IOException {
    var file =
        write(
            """
            Parameters:
              One: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a, AllowedValues: [/a]}
              Some: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /b}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Runtime: java25
                  CodeUri: code
                  Environment: {Variables: {ONE: !Ref One, SECOND: !Select [1, !Ref Some]}}
            """);

    var template = TemplateReader.read(file, Map.of("One", "x", "Some", "y,z"));

    assertThat(environment(template)).isEqualTo(Map.of("ONE", "x", "SECOND", "z"));
  }

  @Test
  void resourceWithFalseCondition_isSkipped() throws IOException {
    var template =
        read(function("VALUE: 1") + "\n  Gone: {Type: AWS::EC2::VPC, Condition: IsOther}");

    assertThat(template.functions()).containsOnlyKeys("F");
  }

  @Test
  void globals_areMergedAsSamDoes() throws IOException {
    var template =
        read(
            """
            Globals:
              Function:
                Runtime: java25
                CodeUri: code
                Timeout: 10
                Environment: {Variables: {A: global, B: global}}
              Api:
                BinaryMediaTypes: [image/png]
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties: {StageName: dev, BinaryMediaTypes: [image~1gif]}
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Timeout: 20
                  Environment: {Variables: {B: own}}
            """);

    var function = requireNonNull(template.functions().get("F"));
    assertThat(function.environment()).isEqualTo(Map.of("A", "global", "B", "own"));
    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(function.memoryMegabytes()).isEqualTo(128);
    assertThat(function.codeUri()).isEqualTo(directory.resolve("code"));
    assertThat(template.api().binaryMediaTypes()).containsExactly("image/png", "image/gif");
  }

  @Test
  void mergeKey_addsWhatTheMappingLacks() throws IOException {
    var template =
        read(
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: &shared
                  Handler: a.B
                  Runtime: java25
                  CodeUri: code
                  Timeout: 20
                  Environment: {Variables: &variables {A: shared, B: shared}}
              G:
                Type: AWS::Serverless::Function
                Properties:
                  Timeout: 5
                  Environment: {Variables: {B: own, <<: *variables}}
                  <<: *shared
            """);

    var function = requireNonNull(template.functions().get("G"));
    assertThat(function.environment()).isEqualTo(Map.of("A", "shared", "B", "own"));
    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(function.handler()).isEqualTo("a.B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!GetAtt F.Arn",
        "!Ref F.Alias",
        "!Sub 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${F}:live'",
        "!Sub 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${F.Arn}/invocations'",
      })
  void authorizer_isFoundByItsArn(String arn) throws IOException {
    var template =
        read(
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {Handler: a.B, Runtime: java25, CodeUri: x, AutoPublishAlias: live}
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: dev
                  Auth: {Authorizers: {A: {FunctionPayloadType: REQUEST, FunctionArn: %s, Identity: {Headers: [a]}}}}
            """
                .formatted(arn));

    var authorizer = requireNonNull(template.api().authorizers().get("A"));
    assertThat(authorizer.functionId()).isEqualTo("F");
    assertThat(authorizer.timeToLive()).isEqualTo(Duration.ofMinutes(5));
  }
}
