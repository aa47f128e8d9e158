package dev.cubby.shared.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.ProblemException;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.ScriptedDynamoDb;
import dev.cubby.testing.ScriptedDynamoDb.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TableTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @Test
  void itemsThatABatchLeavesOut_areAskedForAgain() {
    var keys = List.of(new Key("a", "a"), new Key("b", "b"));
    var a = "{\"PK\":{\"S\":\"a\"},\"SK\":{\"S\":\"a\"}}";
    var b = "{\"PK\":{\"S\":\"b\"},\"SK\":{\"S\":\"b\"}}";
    var first = "\"Responses\":{\"table\":[" + a + "]}";
    var left = "\"UnprocessedKeys\":{\"table\":{\"Keys\":[" + b + "]}}";
    var second = "\"Responses\":{\"table\":[" + b + "]}";
    try (var aws =
        ScriptedDynamoDb.answering(
            new Reply(200, "{" + first + "," + left + "}"), new Reply(200, "{" + second + "}"))) {
      var table = new Table(dynamoDb.client(aws.endpoint()), "table");

      assertThat(table.getAll(keys)).containsOnlyKeys(keys);

      assertThat(aws.requests()).hasSize(2);
      assertThat(aws.requests().getLast()).contains("\"b\"").doesNotContain("\"a\"");
    }
  }

  @Test
  void deletionsThatABatchLeavesOut_areAskedForAgain() {
    var b = "{\"PK\":{\"S\":\"b\"},\"SK\":{\"S\":\"b\"}}";
    var left = "{\"table\":[{\"DeleteRequest\":{\"Key\":" + b + "}}]}";
    try (var aws =
        ScriptedDynamoDb.answering(
            new Reply(200, "{\"UnprocessedItems\":" + left + "}"),
            new Reply(200, "{\"UnprocessedItems\":{}}"))) {
      var table = new Table(dynamoDb.client(aws.endpoint()), "table");

      table.deleteAll(List.of(new Key("a", "a"), new Key("b", "b")));

      assertThat(aws.requests()).hasSize(2);
      assertThat(aws.requests().getLast()).contains("\"b\"").doesNotContain("\"a\"");
    }
  }

  @Test
  void deletionsThatBatchesLeaveOutForTwoSeconds_areUnavailable() {
    var a = "{\"PK\":{\"S\":\"a\"},\"SK\":{\"S\":\"a\"}}";
    var left = "{\"table\":[{\"DeleteRequest\":{\"Key\":" + a + "}}]}";
    try (var aws =
        ScriptedDynamoDb.answering(new Reply(200, "{\"UnprocessedItems\":" + left + "}"))) {
      var table = new Table(dynamoDb.client(aws.endpoint()), "table");

      assertThatThrownBy(() -> table.deleteAll(List.of(new Key("a", "a"))))
          .isInstanceOf(ProblemException.class);
    }
  }
}
