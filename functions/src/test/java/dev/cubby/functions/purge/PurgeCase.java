package dev.cubby.functions.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tests that call `PurgeUser` straight, as if nobody wrote any more once the keys are gone, unless
/// they say otherwise.
abstract class PurgeCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  final String user = newUserId();

  TableContents table;

  @BeforeEach
  final void openTable() {
    table = new TableContents(dynamoDb.client(dynamoDb.endpoint()), dynamoDb.tableName());
  }

  static String newUserId() {
    return UUID.randomUUID().toString();
  }

  final PurgeUser purge() {
    return purge(dynamoDb.table(), InstantSource.system());
  }

  static PurgeUser purge(Table table, InstantSource clock) {
    return new PurgeUser(new Eraser(table, clock), Duration.ZERO, clock);
  }

  /// Purges users in an invocation that has the time which it takes, and asserts that it finishes.
  final void assertFinishes(PurgeUser purge, String... users) {
    assertThat(unfinished(purge, TestContext.PATIENT, Deletions.of(users))).isEmpty();
  }

  /// The sequence numbers that an invocation with so much time left reports.
  static List<String> unfinished(PurgeUser purge, Duration time, DynamodbEvent event) {
    return purge.handleRequest(event, new TestContext(time)).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }
}
