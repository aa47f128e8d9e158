package dev.cubby.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.http.AwsRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObservedCallsTest {

  private static final String TEMPLATE =
      """
      Globals:
        Function:
          Runtime: java25
          CodeUri: functions.zip
          Handler: dev.cubby.local.sample.Table
          Timeout: 30
          Environment: {Variables: {TABLE_NAME: !Ref Things}}
      Resources:
        Api: {Type: AWS::Serverless::Api, Properties: {StageName: dev}}
        Write:
          Type: AWS::Serverless::Function
          Properties:
            Events: {Put: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/{id}', Method: put}}}
        Read:
          Type: AWS::Serverless::Function
          Properties:
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/{id}', Method: get}}}
        Things:
          Type: AWS::DynamoDB::Table
          Properties:
            KeySchema: [{AttributeName: PK, KeyType: HASH}]
            AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
      """;

  @RegisterExtension private final RunningProject project = RunningProject.of(TEMPLATE);

  @Test
  void listener_seesEachCallAndItsFunction() {
    var calls = new CopyOnWriteArrayList<AwsRequest>();
    project.api().observe(calls::add);

    assertThat(project.http().send("PUT", "/a").statusCode()).isEqualTo(200);
    assertThat(project.http().send("GET", "/a").body()).contains("{\"S\":\"a\"}");

    assertThat(calls).extracting(AwsRequest::accessKeyId).isEqualTo(List.of("Write", "Read"));
    assertThat(calls).extracting(AwsRequest::operation).isEqualTo(List.of("PutItem", "GetItem"));
    assertThat(calls).allMatch(call -> call.body().contains("{\"PK\":{\"S\":\"a\"}}"));
  }
}
