package dev.cubby.reliability;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static dev.cubby.testing.PlantedFault.IGNORES_ERRORS;
import static dev.cubby.testing.PlantedFault.IGNORES_LATENESS;
import static dev.cubby.testing.PlantedFault.IGNORES_POSITIONS;
import static dev.cubby.testing.PlantedFault.IGNORES_UNPROCESSED_KEYS;
import static dev.cubby.testing.PlantedFault.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.functions.notes.NoteFunctions;
import dev.cubby.functions.records.RecordFunctions;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.PlantedFault;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The proxy's limits find the faults of code that does not know them, and none in code that does.
class PlantedFaultsTest {

  private static final int THINGS = 8;

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private FaultProxy proxy;

  @BeforeEach
  void startProxy() {
    proxy = dynamoDb.proxy();
  }

  @Test
  void ignoredUnprocessedKeys_areFound() {
    for (int i = 0; i < THINGS; i++) {
      call(api(NONE), Call.post("/notes", "{\"title\":\"a\"}")).hasStatus(201);
    }
    proxy.follow(FaultSchedule.inParts());

    assertThat(listed("/notes?title=a", NONE)).isEqualTo(THINGS);
    assertThat(listed("/notes?title=a", IGNORES_UNPROCESSED_KEYS)).isLessThan(THINGS);
  }

  @Test
  void ignoredPositions_areFound() {
    createRecords(NONE);
    proxy.follow(FaultSchedule.inParts());

    assertThat(listed("/records?limit=4", NONE)).isEqualTo(THINGS);
    assertThat(listed("/records?limit=4", IGNORES_POSITIONS)).isLessThan(THINGS);
  }

  @Test
  void ignoredLateness_isFound() {
    proxy.delayIndexes(
        Duration.ofDays(1), new SplittableRandom(1), InstantSource.fixed(Instant.EPOCH));
    var note = call(api(NONE), Call.post("/notes", "{\"title\":\"a\"}")).hasStatus(201);
    proxy.catchUp();
    var path = note.header("Location");
    call(api(NONE), Call.patch(path, "{\"title\":\"b\"}")).hasStatus(200);

    assertThat(listed("/notes?title=a", NONE)).isZero();
    assertThat(listed("/notes?title=a", IGNORES_LATENESS)).isOne();
  }

  @Test
  void throttlingTakenForSuccess_isFound() {
    proxy.limitPartitions(3, 1_000, InstantSource.fixed(Instant.EPOCH));

    assertThat(createRecords(NONE)).isLessThan(THINGS).isEqualTo(listed("/records", NONE));
    assertThat(createRecords(IGNORES_ERRORS)).isEqualTo(THINGS);
    assertThat(listed("/records", NONE)).isLessThan(THINGS);
  }

  @Test
  void conflictTakenForSuccess_isFound() {
    assertThat(lostIncrements(NONE)).isZero();

    // Whether calls meet is up to chance.
    int lost = 0;
    for (int round = 0; round < 100 && lost == 0; round++) {
      lost = lostIncrements(IGNORES_ERRORS);
    }
    assertThat(lost).isPositive();
  }

  /// How many of the patches that returned 200 are missing.
  private int lostIncrements(PlantedFault fault) {
    var record = "/records/" + UUID.randomUUID();
    call(api(NONE), Call.post(record, "{\"n\":0}")).hasStatus(201);
    var increment = "{\"op\":\"increment\",\"path\":\"/n\",\"value\":1}";
    var patches =
        Collections.nCopies(THINGS, Call.operations(record, increment)).stream()
            .map(patch -> patch.header("Idempotency-Key", UUID.randomUUID().toString()).as(owner))
            .toList();

    long acknowledged =
        api(fault).atOnce(patches).stream().filter(answer -> answer.status() == 200).count();

    return (int) acknowledged
        - call(api(NONE), Call.get(record)).hasStatus(200).json().path("n").asInt();
  }

  /// How many creations return 201.
  private int createRecords(PlantedFault fault) {
    var api = api(fault);
    return (int)
        IntStream.range(0, THINGS)
            .filter(i -> call(api, Call.post("/records/r" + i, "1")).status() == 201)
            .count();
  }

  private int listed(String target, PlantedFault fault) {
    var api = api(fault);
    var ids = new ArrayList<String>();
    for (var next = target; next != null; ) {
      var page = call(api, Call.get(next)).hasStatus(200);
      page.json().path("items").forEach(item -> ids.add(item.toString()));
      next =
          page.json().has("next")
              ? target
                  + (target.contains("?") ? "&" : "?")
                  + "cursor="
                  + page.json().path("next").asText()
              : null;
    }
    return ids.size();
  }

  private Api api(PlantedFault fault) {
    var table = dynamoDb.table(proxy.endpoint(), fault);
    var clock = new MovableClock();
    return RecordFunctions.on(table, clock).and(NoteFunctions.on(table, clock));
  }

  private Answer call(Api api, Call call) {
    return api.call(call.as(owner));
  }
}
