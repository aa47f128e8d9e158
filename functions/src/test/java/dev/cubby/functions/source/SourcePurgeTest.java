package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.FaultProxy;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the purge of a user finds of their sources: all of it.
class SourcePurgeTest extends SourceCase {

  private static final int WRITERS = 4;

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

    erase(dynamoDb.table());

    assertThat(dynamoDb.items()).isEmpty();
  }

  @Test
  void eventBetweenTheEndOfItsShardAndOfTheReference_isErased() {
    write("{}").hasStatus(200);
    var isWritten = new AtomicBoolean();
    try (var proxy = FaultProxy.to(dynamoDb.endpoint())) {
      proxy.follow(operation -> {
        if (operation.equals("DeleteItem") && !isWritten.getAndSet(true)) {
          Stream.generate(() -> write("{}")).limit(20).forEach(answer -> answer.hasStatus(200));
        }
        return null;
      });

      erase(dynamoDb.patientTable(proxy.endpoint()));
    }

    assertThat(isWritten).isTrue();
    assertThat(dynamoDb.items()).isEmpty();
  }

  /// As a caller can whom API Gateway has in its cache. The last pass comes when none can any more.
  @Test
  void writersWhoGoOnFor4Passes_leaveNothingToTheLastPass() throws Exception {
    check(4);
  }

  /// As a caller can whom API Gateway has in its cache. The last pass comes when none can any more.
  @Test
  @Tag("slow")
  void writersWhoGoOnFor20Passes_leaveNothingToTheLastPass() throws Exception {
    check(20);
  }

  private void check(int passes) throws Exception {
    var isOver = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var writers =
          Stream.generate(() ->
                  CompletableFuture.runAsync(
                      () -> {
                        while (!isOver.get()) {
                          write("{\"a\":1}");
                        }
                      },
                      threads))
              .limit(WRITERS)
              .toList();
      for (int i = 0; i < passes; i++) {
        eraser(dynamoDb.table()).erase(partition(), "", Instant.now().plusMillis(200));
      }
      isOver.set(true);
      writers.forEach(CompletableFuture::join);
    }

    erase(dynamoDb.table());

    assertThat(dynamoDb.items()).isEmpty();
  }

  private void erase(Table table) {
    assertThat(eraser(table).erase(partition(), "", Instant.MAX)).isTrue();
  }

  private static Eraser eraser(Table table) {
    return new Eraser(table, InstantSource.system());
  }

  private String partition() {
    return UserPartition.of(user.userId());
  }
}
