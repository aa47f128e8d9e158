package dev.cubby.local.template.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.template.StreamSourceDefinition;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSourceReadersTest {

  private static final String STREAM = "Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST";

  @TempDir private Path directory;

  @Test
  void defaults_areLambdas() throws IOException {
    var source = read("DynamoDB", STREAM).streams().getFirst();

    assertThat(source.name()).isEqualTo("FE");
    assertThat(source.function().logicalId()).isEqualTo("F");
    assertThat(source.table().logicalId()).isEqualTo("Table");
    assertThat(source.streamArn())
        .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/local");
    assertThat(source.startingPosition()).isEqualTo(StreamSourceDefinition.StartingPosition.LATEST);
    assertThat(source.batchSize()).isEqualTo(100);
    assertThat(source.batchingWindow()).isZero();
    assertThat(source.maximumRetryAttempts()).isEqualTo(-1);
    assertThat(source.maximumRecordAge()).isEqualTo(Duration.ofHours(24));
    assertThat(source.bisects()).isFalse();
    assertThat(source.parallelizationFactor()).isEqualTo(1);
    assertThat(source.reportsItemFailures()).isFalse();
    assertThat(source.patterns()).isEmpty();
    assertThat(source.onFailure()).isNull();
  }

  @Test
  void allProperties_areRead() throws IOException {
    var template =
        read(
            "DynamoDB",
            """
            Stream: !GetAtt Table.StreamArn
                        StartingPosition: TRIM_HORIZON
                        BatchSize: 10000
                        MaximumBatchingWindowInSeconds: 300
                        MaximumRetryAttempts: 0
                        MaximumRecordAgeInSeconds: 60
                        BisectBatchOnFunctionError: true
                        ParallelizationFactor: 10
                        FunctionResponseTypes: [ReportBatchItemFailures]
                        FilterCriteria: {Filters: [{Pattern: '{"eventName": ["INSERT"]}'}]}
                        DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Queue.Arn}}
                        Enabled: !If [Always, true, false]
            """);

    var source = template.streams().getFirst();
    assertThat(source.startingPosition())
        .isEqualTo(StreamSourceDefinition.StartingPosition.TRIM_HORIZON);
    assertThat(source.batchSize()).isEqualTo(10_000);
    assertThat(source.batchingWindow()).isEqualTo(Duration.ofMinutes(5));
    assertThat(source.maximumRetryAttempts()).isZero();
    assertThat(source.maximumRecordAge()).isEqualTo(Duration.ofMinutes(1));
    assertThat(source.bisects()).isTrue();
    assertThat(source.parallelizationFactor()).isEqualTo(10);
    assertThat(source.reportsItemFailures()).isTrue();
    assertThat(source.patterns()).hasSize(1);
    assertThat(source.onFailure()).isEqualTo("Queue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F",
        "!Ref F",
        "!GetAtt F.Arn",
        "!Ref F.Alias",
      })
  void eventSourceMapping_isAStreamToo(String function) throws IOException {
    var template =
        TemplateReader.read(
            write(
                project("Api", "Path: /, Method: GET")
                    + """
                      Mapping:
                        Type: AWS::Lambda::EventSourceMapping
                        Properties:
                          FunctionName: %s
                          EventSourceArn: !GetAtt Table.StreamArn
                          StartingPosition: LATEST
                          DestinationConfig: {OnFailure: {Destination: !Ref Topic}}
                    """
                        .formatted(function)));

    var source = template.streams().getFirst();
    assertThat(source.name()).isEqualTo("Mapping");
    assertThat(source.function().logicalId()).isEqualTo("F");
    assertThat(source.onFailure()).isEqualTo("Topic");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DynamoDB   | Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST, Enabled: false",
        "Schedule   | Schedule: rate(1 day), Enabled: false",
        "Schedule   | Schedule: rate(1 day), State: DISABLED",
        "ScheduleV2 | ScheduleExpression: rate(1 day), State: DISABLED",
      })
  void disabledSource_isLeftOut(String type, String properties) throws IOException {
    assertThat(read(type, properties).streams()).isEmpty();
    assertThat(read(type, properties).schedules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SQS        | Queue: x                                   | local does not run events of type SQS",
        "DynamoDB   | StartingPosition: LATEST                   | Stream is missing",
        "DynamoDB   | Stream: !GetAtt Table.StreamArn            | StartingPosition is missing",
        "DynamoDB   | Stream: !GetAtt Plain.StreamArn, StartingPosition: LATEST | table Plain has no StreamSpecification",
        "DynamoDB   | Stream: 'arn:aws:dynamodb:x', StartingPosition: LATEST    | is not the stream of a table",
        "DynamoDB   | Stream: !GetAtt Table.StreamArn, StartingPosition: AT_TIMESTAMP | StartingPosition is AT_TIMESTAMP",
        "DynamoDB   | @, BatchSize: 0                            | BatchSize is 0, not 1 to 10000",
        "DynamoDB   | @, BatchSize: 10001                        | BatchSize is 10001",
        "DynamoDB   | @, BatchSize: many                         | expected an integer",
        "DynamoDB   | @, MaximumBatchingWindowInSeconds: 301     | MaximumBatchingWindowInSeconds is 301",
        "DynamoDB   | @, MaximumRetryAttempts: -2                | MaximumRetryAttempts is -2",
        "DynamoDB   | @, MaximumRetryAttempts: 10001             | MaximumRetryAttempts is 10001",
        "DynamoDB   | @, MaximumRecordAgeInSeconds: 59           | MaximumRecordAgeInSeconds is 59",
        "DynamoDB   | @, MaximumRecordAgeInSeconds: 604801       | MaximumRecordAgeInSeconds is 604801",
        "DynamoDB   | @, ParallelizationFactor: 11               | ParallelizationFactor is 11",
        "DynamoDB   | @, BisectBatchOnFunctionError: maybe       | expected true or false",
        "DynamoDB   | @, FunctionResponseTypes: [All]            | there is no function response type All",
        "DynamoDB   | @, TumblingWindowInSeconds: 30             | does not know TumblingWindowInSeconds",
        "DynamoDB   | @, Batch: 30                               | does not know Batch",
        "DynamoDB   | @, FilterCriteria: {Filters: [{Pattern: '{'}]} | Pattern is refused",
        "DynamoDB   | @, FilterCriteria: {Filters: [{Rule: '{'}]} | does not know Rule",
        "DynamoDB   | @, FilterCriteria: {Filters: [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}]} | FilterCriteria has 11 Filters",
        "DynamoDB   | @, DestinationConfig: {OnFailure: {Destination: !GetAtt F.Arn}} | is not a queue or topic",
        "DynamoDB   | @, DestinationConfig: {OnSuccess: {}}      | does not know OnSuccess",
        "Schedule   | Schedule: rate(5 minute)                   | a rule has no schedule rate(5 minute)",
        "Schedule   | Schedule: rate(1 hours)                    | a rule has no schedule rate(1 hours)",
        "Schedule   | Schedule: 'at(2030-01-01T00:00:00)'        | a rule has no schedule at",
        "Schedule   | Schedule: rate(1 day), State: ON           | State is neither ENABLED nor DISABLED",
        "Schedule   | Schedule: rate(1 day), Input: '{'          | Input is not JSON",
        "Schedule   | Schedule: rate(1 day), ScheduleExpressionTimezone: UTC | does not know ScheduleExpressionTimezone",
        "ScheduleV2 | ScheduleExpression: cron(0 12 * * * *)     | the schedule is refused: cron(0 12 * * * *)",
        "ScheduleV2 | ScheduleExpression: rate(1 day), ScheduleExpressionTimezone: Mars/Base | no time zone Mars/Base",
        "ScheduleV2 | ScheduleExpression: rate(1 day), StartDate: '2030-01-01T00:00:00Z' | does not know StartDate",
      })
  void unknownEventOrProperty_isRefusedByName(String type, String properties, String message) {
    assertThatThrownBy(() -> read(type, properties.replace("@", STREAM)))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("template.yaml line ")
        .hasMessageContaining("resource F: ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref Queue               | https://sqs.us-east-1.amazonaws.com/000000000000/jobs",
        "!GetAtt Queue.Arn        | arn:aws:sqs:us-east-1:000000000000:jobs",
        "!GetAtt Queue.QueueName  | jobs",
        "!GetAtt Queue.QueueUrl   | https://sqs.us-east-1.amazonaws.com/000000000000/jobs",
        "!Ref Topic               | arn:aws:sns:us-east-1:000000000000:Topic",
        "!GetAtt Topic.TopicArn   | arn:aws:sns:us-east-1:000000000000:Topic",
        "!GetAtt Topic.TopicName  | Topic",
      })
  void queueOrTopic_hasNames(String expression, String expected) throws IOException {
    var text =
        project("Api", "Path: /, Method: GET")
            .replace(
                "CodeUri: x",
                "CodeUri: x\n      Environment: {Variables: {V: " + expression + "}}");

    assertThat(TemplateReader.read(write(text)).functions().values())
        .extracting(function -> function.environment().get("V"))
        .containsExactly(expected);
  }

  private Template read(String type, String properties) throws IOException {
    return TemplateReader.read(write(project(type, properties)));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("template.yaml"), text);
  }

  private static String project(String type, String properties) {
    return """
    Conditions: {Always: !Equals [a, a]}
    Resources:
      Table:
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: t
          KeySchema: [{AttributeName: PK, KeyType: HASH}]
          AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
          StreamSpecification: {StreamViewType: NEW_IMAGE}
      Plain:
        Type: AWS::DynamoDB::Table
        Properties:
          KeySchema: [{AttributeName: PK, KeyType: HASH}]
          AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
      Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
      Topic: {Type: AWS::SNS::Topic}
      F:
        Type: AWS::Serverless::Function
        Properties:
          Handler: a.B
          Runtime: java25
          CodeUri: x
          Events:
            E:
              Type: %s
              Properties:
                %s
    """
        .formatted(type, properties.contains("\n") ? properties.strip() : "{" + properties + "}");
  }
}
