package dev.cubby.shared.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cubby.shared.problem.Problem.Contended;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Precondition;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.ScriptedDynamoDb;
import dev.cubby.testing.ScriptedDynamoDb.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An upsert that others are always faster than, as DynamoDB Local never has it.
class VersionedItemsTest {

  private static final Reply EXPIRED_ITEM_OF_ANOTHER =
      new Reply(
          400,
          """
          {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
           "Message":"secret",
           "Item":{"PK":{"S":"a"},"SK":{"S":"a"},"version":{"N":"1"},"incarnation":{"S":"other"},
                   "createdAt":{"N":"1"},"updatedAt":{"N":"1"},"writeId":{"S":"other"},
                   "TTL":{"N":"1"}}}
          """);

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @Test
  void upsertThatLosesEveryRace_isContentionAfterTwoSeconds() {
    try (var aws = ScriptedDynamoDb.answering(EXPIRED_ITEM_OF_ANOTHER)) {
      var items = new VersionedItems(dynamoDb.table(aws.endpoint()));
      var write = new Write(new Key("a", "a"), Attributes.NONE, Instant.now(), null);
      var start = Instant.now();

      var thrown =
          catchThrowableOfType(
              ProblemException.class, () -> items.write(write, new Precondition.None()));

      assertThat(thrown.problem()).isInstanceOf(Contended.class);
      assertThat(Duration.between(start, Instant.now()))
          .isBetween(Duration.ofSeconds(2), Duration.ofMinutes(1));
    }
  }
}
