package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.Kill;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A walk that is killed again and again while clients write, in a table whose partitions are
/// throttled, whose indexes are late and whose pages end early.
class WalkUnderWritesTest extends CollectionsCase {

  private static final int WRITERS = 8;
  private static final String OLD =
      "{\"schema\":{},\"indexes\":{\"byTotal\":{\"fields\":[\"-/total\"]}}}";
  private static final String NEW =
      "{\"schema\":{},\"indexes\":{\"byTotal\":{\"fields\":[\"/total\"]}}}";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final MovableClock clock = new MovableClock();
  // Time does not jump while a request is under way, which would make it longer than any is.
  private final ReadWriteLock time = new ReentrantReadWriteLock();
  private FaultProxy proxy;
  private DirectApi api;
  private volatile boolean isOver;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    proxy.limitPartitions(1_000, 3_000, InstantSource.system());
    proxy.delayIndexes(Duration.ofMillis(200), new SplittableRandom(1), InstantSource.system());
    proxy.follow(FaultSchedule.inParts());
    api = CollectionFunctions.on(dynamoDb.patientTable(proxy.endpoint()), clock);
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void index_isCompleteWithoutStaleEntries() throws Exception {
    check(50, 10);
  }

  @Test
  @Tag("slow")
  void indexOfManyDocuments_isCompleteWithoutStaleEntries() throws Exception {
    check(500, 20);
  }

  private void check(int documents, int kills) throws Exception {
    declare(OLD).hasStatus(201);
    for (int i = 0; i < documents; i++) {
      put("d" + i, "{\"total\":" + i + "}").hasStatus(201);
    }

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(clients.submit(writer(i, documents)));
      }
      declare(NEW).hasStatus(200);
      elapse(Walk.SETTLING);
      var random = new SplittableRandom(documents);
      for (int i = 0; i < kills; i++) {
        walkUntil(
            random.nextBoolean()
                ? Kill.after(random.nextInt(1, 90))
                : Kill.during(random.nextInt(1, 90)));
      }
      walk(dynamoDb.patientTable(proxy.endpoint()));
      isOver = true;
      for (var writer : writers) {
        assertThat(writer.get()).isPositive();
      }
    }
    elapse(CachedDefinitions.KEPT);
    proxy.catchUp();
    proxy.follow(FaultSchedule.none());

    var all = call(Call.get(DOCUMENTS + "?limit=1000")).hasStatus(200);
    var expected = new ArrayList<JsonNode>();
    for (var page = all;
        ;
        page =
            call(Call.get(DOCUMENTS + "?limit=1000&cursor=" + page.json().path("next").asText()))) {
      page.json().path("items").forEach(expected::add);
      if (!page.json().has("next")) {
        break;
      }
    }
    assertThat(ids("index=byTotal&fields=id&limit=1000"))
        .isEqualTo(
            expected.stream()
                .filter(entry -> entry.at("/value/total").isNumber())
                .sorted(
                    Comparator.<JsonNode>comparingInt(entry -> entry.at("/value/total").asInt())
                        .thenComparing(entry -> entry.path("id").asText()))
                .map(entry -> entry.path("id").asText())
                .toList());
    assertThat(dynamoDb.items())
        .allSatisfy(item -> assertThat(item.containsKey("IX1PK")).isFalse());
  }

  // Returns how many writes took effect.
  private Callable<Integer> writer(int number, int documents) {
    var handlers = CollectionFunctions.on(dynamoDb.patientTable(proxy.endpoint()), clock);
    var random = new SplittableRandom(number);
    return () -> {
      int writes = 0;
      while (!isOver || writes == 0) {
        var path = DOCUMENTS + "/d" + random.nextInt(documents);
        var total = random.nextInt(1_000);
        var call =
            List.of(
                    Call.put(path + "?upsert=true", "{\"total\":" + total + "}"),
                    Call.patch(path, "{\"total\":" + total + "}"),
                    Call.put(path + "?upsert=true", "{\"name\":" + total + "}"),
                    Call.delete(path))
                .get(random.nextInt(4));
        time.readLock().lock();
        try {
          writes += handlers.call(call.as(owner)).status() < 300 ? 1 : 0;
        } finally {
          time.readLock().unlock();
        }
        // So that the walk gets most of the table.
        Thread.sleep(20);
      }
      return writes;
    };
  }

  private void elapse(Duration duration) {
    time.writeLock().lock();
    try {
      api.elapse(duration);
    } finally {
      time.writeLock().unlock();
    }
  }

  private void walkUntil(Kill kill) {
    try {
      walk(dynamoDb.table(proxy.endpoint(), kill));
    } catch (IllegalStateException _) {
      // Killed.
    }
  }

  private void walk(Table table) {
    new Maintenance(table, new Eraser(table, clock), clock)
        .run(clock.instant().plus(Duration.ofMinutes(1)));
  }
}
