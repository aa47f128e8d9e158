package dev.cubby.shared.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.Transaction.Commit;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.problem.Problem.Contended;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.ScriptedDynamoDb;
import dev.cubby.testing.ScriptedDynamoDb.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Transactions that others are in the way of, which never happens in DynamoDB Local.
class TransactionTest {

  private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"[^\"]*\"");
  private static final Reply SUCCESS = new Reply(200, "{}");

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @Test
  void transactionInTheWay_isWaitedForAndTheNextTryHasATokenOfItsOwn() {
    try (var aws =
        ScriptedDynamoDb.answering(
            canceled("None", "TransactionConflict"),
            canceled("ThrottlingError", "None"),
            SUCCESS)) {
      assertThat(commit(aws)).isEqualTo(new Committed());

      assertThat(aws.requests().stream().map(TransactionTest::token))
          .hasSize(3)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void transactionsThatStayInTheWay_areContentionAfterTwoSeconds() {
    try (var aws = ScriptedDynamoDb.answering(canceled("TransactionConflict", "None"))) {
      var start = Instant.now();

      var thrown = catchThrowableOfType(ProblemException.class, () -> commit(aws));

      assertThat(thrown.problem()).isInstanceOf(Contended.class);
      assertThat(Duration.between(start, Instant.now()))
          .isBetween(Duration.ofSeconds(2), Duration.ofMinutes(1));
    }
  }

  @Test
  void failedCondition_countsOnceNoTransactionHidesAnother() {
    try (var aws =
        ScriptedDynamoDb.answering(
            canceled("TransactionConflict", "ConditionalCheckFailed"),
            canceled("ConditionalCheckFailed", "ConditionalCheckFailed"))) {
      assertThat(commit(aws))
          .isInstanceOfSatisfying(
              Canceled.class,
              canceled -> {
                assertThat(canceled.found()).containsOnlyKeys(new Key("a", "a"), new Key("b", "b"));
                assertThat(canceled.found().values()).allMatch(Attributes::isEmpty);
              });

      assertThat(aws.requests()).hasSize(2);
    }
  }

  /// The SDK gives up on an attempt and sends it again; the second one is canceled, and then
  /// DynamoDB executes the first one.
  @Test
  void itemOfALateAttempt_showsThatItTookEffect() {
    try (var aws =
        ScriptedDynamoDb.answering(
            canceled("TransactionConflict", "None"), failed("a, by another", "b, by this"))) {
      assertThat(commit(aws)).isEqualTo(new Committed());
    }
  }

  @Test
  void itemsOfOthers_showThatItDidNot() {
    try (var aws = ScriptedDynamoDb.answering(failed("a, by another", "b, by another"))) {
      assertThat(commit(aws)).isInstanceOf(Canceled.class);
    }
  }

  @Test
  void anotherReason_isADefect() {
    try (var aws = ScriptedDynamoDb.answering(canceled("None", "ValidationError"))) {
      assertThatThrownBy(() -> commit(aws)).isInstanceOf(TransactionCanceledException.class);
    }
  }

  private Commit commit(ScriptedDynamoDb aws) {
    return dynamoDb
        .table(aws.endpoint())
        .transaction(Instant.EPOCH)
        .create(item("a"))
        .create(item("b"))
        .commit();
  }

  private static Attributes item(String key) {
    return new Key(key, key).toAttributes().with("writeId", key + ", by this");
  }

  /// Conditions on items with these values of `writeId`.
  private static Reply failed(String... writeIds) {
    return reply(
        "{\"Code\":\"ConditionalCheckFailed\",\"Item\":{\"writeId\":{\"S\":\"%s\"}}}", writeIds);
  }

  private static Reply canceled(String... codes) {
    return reply("{\"Code\":\"%s\"}", codes);
  }

  private static Reply reply(String reason, String... values) {
    var reasons = Arrays.stream(values).map(reason::formatted).collect(Collectors.joining(","));
    return new Reply(
        400,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
         "Message":"secret","CancellationReasons":[%s]}
        """
            .formatted(reasons));
  }

  private static String token(String request) {
    var match = TOKEN.matcher(request);
    assertThat(match.find()).isTrue();
    return match.group();
  }
}
