package dev.cubby.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.http.AwsRequest;
import dev.cubby.permissions.Policies.Statement;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {

  private static final String TABLE = "${Table.Arn}";

  private final Permission users = permission("USER#*");
  private final Permission keys = permission("KEY#*");
  private final Permissions permissions =
      new Permissions(List.of(new Statement(List.of(users)), new Statement(List.of(keys))));

  @Test
  void allowedCall_usesItsPermissionOnly() {
    permissions.note(call("USER#1"));

    assertThat(permissions.denied()).isEmpty();
    assertThat(permissions.used()).containsExactly(users);
  }

  @Test
  void callOfAnotherKind_isDenied() {
    var calls =
        List.of(
            call("EMAIL#1"),
            call("USERS"),
            new ServiceCall("OtherFunction", "dynamodb:GetItem", TABLE, Set.of("USER#1")),
            new ServiceCall("TheFunction", "dynamodb:PutItem", TABLE, Set.of("USER#1")),
            new ServiceCall(
                "TheFunction", "dynamodb:GetItem", TABLE + "/index/GSI1", Set.of("USER#1")));

    calls.forEach(permissions::note);

    assertThat(permissions.denied()).containsExactlyInAnyOrderElementsOf(calls);
    assertThat(permissions.used()).isEmpty();
  }

  @Test
  void keysThatTwoStatementsAllow_areDeniedInOneCall() {
    permissions.note(call("USER#1", "KEY#1"));

    assertThat(permissions.denied()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GetItem | {'TableName':'Table','Key':{'PK':{'S':'a'},'SK':{'S':'b'}}} |"
            + " dynamodb:GetItem ${Table.Arn} [a]",
        "Query | {'TableName':'Table','KeyConditionExpression':'PK = :p','ExpressionAttributeValues':{':p':{'S':'a'}}} |"
            + " dynamodb:Query ${Table.Arn} [a]",
        "Query | {'TableName':'Table','IndexName':'GSI1','KeyConditionExpression':'GSI1PK = :p AND GSI1SK = :s',"
            + "'ExpressionAttributeValues':{':p':{'S':'a'},':s':{'S':'b'}}} |"
            + " dynamodb:Query ${Table.Arn}/index/GSI1 [a]",
        "BatchGetItem | {'RequestItems':{'Table':{'Keys':[{'PK':{'S':'a'}},{'PK':{'S':'a'}}]}}} |"
            + " dynamodb:BatchGetItem ${Table.Arn} [a]",
        "BatchWriteItem | {'RequestItems':{'Table':[{'DeleteRequest':{'Key':{'PK':{'S':'a'}}}}]}} |"
            + " dynamodb:BatchWriteItem ${Table.Arn} [a]",
        "TransactGetItems | {'TransactItems':[{'Get':{'TableName':'Table','Key':{'PK':{'S':'a'}}}}]} |"
            + " dynamodb:GetItem ${Table.Arn} [a]",
        "TransactWriteItems | {'TransactItems':[{'Put':{'TableName':'Table','Item':{'PK':{'S':'a'}}}},"
            + "{'ConditionCheck':{'TableName':'Table','Key':{'PK':{'S':'b'}}}}]} |"
            + " dynamodb:PutItem ${Table.Arn} [a] dynamodb:ConditionCheckItem ${Table.Arn} [b]",
      })
  void callToDynamoDb_isItsActionsTableAndPartitions(
      String operation, String body, String expected) {
    var headers = HttpFields.build().add("X-Amz-Target", "DynamoDB_20120810." + operation);

    assertThat(described(new AwsRequest("POST", "/", headers, body.replace('\'', '"'))))
        .isEqualTo(expected);
  }

  @Test
  void callToApiGateway_isItsMethodAndPath() {
    assertThat(
            described(
                new AwsRequest("GET", "/usageplans/ProPlan/keys/1?limit=2", HttpFields.EMPTY, "")))
        .isEqualTo(
            "apigateway:GET arn:${AWS::Partition}:apigateway:${AWS::Region}::"
                + "/usageplans/${ProPlan}/keys/1 []");
  }

  @Test
  void creationOfATaggedKey_needsThePermissionToTagIt() {
    assertThat(
            described(
                new AwsRequest("POST", "/apikeys", HttpFields.EMPTY, "{\"tags\":{\"a\":\"b\"}}")))
        .isEqualTo(
            "apigateway:POST arn:${AWS::Partition}:apigateway:${AWS::Region}::/apikeys []"
                + " apigateway:PUT arn:${AWS::Partition}:apigateway:${AWS::Region}::/tags/"
                + "arn%3A${AWS::Partition}%3Aapigateway%3A${AWS::Region}%3A%3A%2Fapikeys%2F* []");
  }

  private static String described(AwsRequest request) {
    return String.join(
        " ",
        ServiceCall.of(request)
            .map(call -> call.action() + " " + call.resource() + " " + call.leadingKeys())
            .toList());
  }

  private static ServiceCall call(String... leadingKeys) {
    return new ServiceCall("TheFunction", "dynamodb:GetItem", TABLE, Set.of(leadingKeys));
  }

  private static Permission permission(String leadingKey) {
    return new Permission("TheFunction", "dynamodb:GetItem", TABLE, leadingKey);
  }
}
