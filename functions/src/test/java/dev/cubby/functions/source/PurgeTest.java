package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the purge of a user finds of their sources: all of it.
class PurgeTest extends SourceCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = SourceFunctions.on(dynamoDb.table(), 3);
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void erasedUser_leavesNothingOfAnySource() {
    for (int i = 0; i < 20; i++) {
      write("{\"a\":1}").hasStatus(200);
      write("{}", "\"name\":\"empty\"", eventTime("2020-01-01T00:00:00Z")).hasStatus(200);
    }
    expose("latest", "never-written").isProblem(404);
    assertThat(dynamoDb.items()).hasSizeGreaterThan(80);

    var eraser = new Eraser(dynamoDb.table(), InstantSource.system());
    eraser.erase(UserPartition.of(user.userId()), "", Instant.MAX);

    assertThat(dynamoDb.items()).isEmpty();
  }
}
