package dev.cubby.local.template.reader;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.template.TableDefinition;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What public templates have that this project's does not.
class ForeignTemplateTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Named                 | pictures",
        "!Ref Bucket                | Bucket",
        "!GetAtt Named.Arn          | arn:aws:s3:::pictures",
        "!Sub '${Bucket}-${Secret}' | Bucket-Secret",
        "!Ref Custom                | Custom",
        "!Ref ServerlessRestApi     | locala83en",
      })
  void resourceThatIsNotRun_isAName(String reference, String expected) throws IOException {
    var template = read(withFunction(reference));

    assertThat(environment(template)).containsEntry("VALUE", expected);
    assertThat(template.notRun())
        .containsExactly(
            "Bucket (AWS::S3::Bucket)",
            "Named (AWS::S3::Bucket)",
            "Secret (AWS::SecretsManager::Secret)",
            "Database (AWS::RDS::DBInstance)",
            "Custom (Custom::Thing)");
  }

  @Test
  void typeWithoutAService_isRefused() {
    assertThatThrownBy(() -> read("Resources:\n  Bucket: {Type: Bucket}"))
        .hasMessage("template.yaml line 2: resource Bucket has no such type as Bucket");
  }

  @Test
  void javaToolOptions_areNotRun() throws IOException {
    assertThat(read(withFunction("a, JAVA_TOOL_OPTIONS: -Xint")).notRun())
        .endsWith("JAVA_TOOL_OPTIONS of F");
  }

  @Test
  void attributeOfAResourceThatIsNotRun_isRefusedWhereAFunctionNeedsIt() {
    assertThatThrownBy(() -> read(withFunction("!GetAtt Database.Endpoint.Address")))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(
            "resource F: GetAtt of Database.Endpoint.Address, for which local has no value");
  }

  @Test
  void simpleTable_isATableWithOneKey() throws IOException {
    var template =
        read(
            """
            Globals: {SimpleTable: {SSESpecification: {SSEEnabled: true}}}
            Resources:
              Plain: {Type: AWS::Serverless::SimpleTable}
              Counters:
                Type: AWS::Serverless::SimpleTable
                Properties:
                  TableName: counters
                  PrimaryKey: {Name: number, Type: Number}
                  ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Runtime: java21
                  CodeUri: x
                  Environment: {Variables: {VALUE: !Ref Counters, ARN: !GetAtt Plain.Arn}}
            """);

    assertThat(template.table("Plain").key()).isEqualTo(new TableDefinition.Key("id", null));
    assertThat(template.table("Plain").attributeTypes()).isEqualTo(Map.of("id", "S"));
    assertThat(template.table("Counters").tableName()).isEqualTo("counters");
    assertThat(template.table("Counters").attributeTypes()).isEqualTo(Map.of("number", "N"));
    assertThat(environment(template))
        .containsEntry("VALUE", "counters")
        .containsEntry("ARN", "arn:aws:dynamodb:us-east-1:000000000000:table/Plain");
  }

  @Test
  void simpleTable_hasAKeyOfAKnownType() {
    assertThatThrownBy(() ->
            read(
                """
                Resources:
                  T: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: {Name: a, Type: Map}}}
                """))
        .hasMessage("template.yaml line 2: Type of PrimaryKey is not String, Number or Binary");
  }

  @Test
  void stageKeysAndRequestParameters_areRead() throws IOException {
    var template =
        read(
            """
            Resources:
              Key:
                Type: AWS::ApiGateway::ApiKey
                DependsOn: ServerlessRestApiProdStage
                Properties:
                  Enabled: true
                  StageKeys: [{RestApiId: !Ref ServerlessRestApi, StageName: Prod}]
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Runtime: java21
                  CodeUri: x
                  Events:
                    Get:
                      Type: Api
                      Properties:
                        Path: /
                        Method: get
                        RequestParameters:
                          - method.request.querystring.page
                          - method.request.header.Authorization: {Required: true, Caching: true}
            """);

    assertThat(template.apiKeys()).containsOnlyKeys("Key");
    assertThat(template.api().routes()).hasSize(1);
  }

  private static String withFunction(String value) {
    return """
    Resources:
      Bucket: {Type: AWS::S3::Bucket}
      Named: {Type: AWS::S3::Bucket, Properties: {BucketName: pictures}}
      Secret: {Type: AWS::SecretsManager::Secret}
      Database: {Type: AWS::RDS::DBInstance, Properties: {DBName: !ImportValue name}}
      Custom: {Type: Custom::Thing}
      Role: {Type: AWS::IAM::Role}
      F:
        Type: AWS::Serverless::Function
        Properties:
          Handler: a.B
          Runtime: java21
          CodeUri: x
          Environment: {Variables: {VALUE: %s}}
    Outputs:
      Address: {Value: !GetAtt Database.Endpoint.Address}
    """
        .formatted(value);
  }

  private static Map<String, String> environment(Template template) {
    return requireNonNull(template.functions().get("F")).environment();
  }

  private Template read(String text) throws IOException {
    return TemplateReader.read(Files.writeString(directory.resolve("template.yaml"), text));
  }
}
