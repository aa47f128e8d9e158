package dev.cubby.local.template.reader;

import static java.util.Objects.requireNonNull;

import dev.cubby.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// Tests that read a template from a file.
abstract class TemplateCase {

  @TempDir Path directory;

  static Map<String, String> environment(Template template) {
    return requireNonNull(template.functions().get("F")).environment();
  }

  final Template read(String text) throws IOException {
    return TemplateReader.read(write(text));
  }

  final Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("template.yaml"), text);
  }

  static String function(String variable) {
    return """
    Parameters:
      Name: {Type: String, Default: cubby, AllowedPattern: '[a-z]+'}
      Count: {Type: Number, Default: 5, MinValue: 1, MaxValue: 10}
      Color: {Type: String, Default: red, AllowedValues: [red, green]}
    Mappings: {Sizes: {cubby: {Memory: 512}}}
    Conditions:
      IsCubby: !Equals [!Ref Name, cubby]
      IsOther: !And [!Not [Condition: IsCubby], !Or [!Condition IsCubby, !Equals [a, a]]]
    Resources:
      Table:
        Type: AWS::DynamoDB::Table
        Properties:
          KeySchema: [{AttributeName: PK, KeyType: HASH}]
          AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
      Log: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /my/log}}
      Plan: {Type: AWS::ApiGateway::UsagePlan}
      F:
        Type: AWS::Serverless::Function
        Properties:
          Handler: a.B
          Runtime: java25
          CodeUri: x
          Environment:
            Variables:
              %s\
    """
        .formatted(variable);
  }
}
