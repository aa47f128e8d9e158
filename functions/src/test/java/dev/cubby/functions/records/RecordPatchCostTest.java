package dev.cubby.functions.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.OwnerCostCase;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What PATCH costs. The table in docs/architecture.md says the same.
class RecordPatchCostTest extends OwnerCostCase {

  private static final Call INCREMENT =
      Call.operations("/records/a", "{\"op\":\"increment\",\"path\":\"/n\",\"value\":1}");
  private static final Call WITH_KEY = INCREMENT.header("Idempotency-Key", "k");

  @Override
  protected DirectApi on(Table table) {
    return RecordFunctions.on(table);
  }

  @Test
  void calls_areThoseThatTheTableStates() {
    create(100);

    assertStated("`PATCH /records/{key}`", INCREMENT, 200);
    assertStated("`PATCH /records/{key}` with `Idempotency-Key`", WITH_KEY, 200);
    assertStated("`PATCH /records/{key}` repeated", WITH_KEY, 200);
  }

  @Test
  void patch_isAReadAndAWrite() {
    create(100);
    assertCost(INCREMENT, 200, 2, 1 + 1);

    call(Call.delete("/records/a")).hasStatus(204);
    create(10 * 1024);
    // Ten kilobytes and the attributes: three times 4 KB, eleven times 1 KB.
    assertCost(INCREMENT, 200, 2, 3 + 11);
  }

  @Test
  void patchThatFails_isAReadUnlessItIsMalformed() {
    assertCost(INCREMENT, 404, 1, 1);
    assertCalls(WITH_KEY, 404, 1);
    create(100);
    assertCost(INCREMENT.header("If-Match", "\"x\""), 412, 1, 1);
    assertCost(Call.operations("/records/a", "{\"op\":\"remove\",\"path\":\"/x\"}"), 409, 1, 1);
    assertCalls(Call.operations("/records/a", "{}"), 400, 0);
    assertCalls(INCREMENT.header("Content-Type", "application/json"), 415, 0);
    assertCalls(INCREMENT.header("Idempotency-Key", ""), 400, 0);
    assertCalls(INCREMENT.header("If-None-Match", "*"), 400, 0);
  }

  /// In a JVM with the memory of a test, which is less than the function's.
  @Test
  void recordOf390Kilobytes_isPatched() {
    var members =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "\"k%05d\":%d".formatted(i, i % 10))
            .collect(Collectors.joining(",", "{\"n\":0,", "}"));
    var padded = members.replace("\"n\":0", "\"n\":0,\"pad\":\"" + "x".repeat(70_000) + "\"");
    assertThat(padded.length()).isBetween(390 * 1024, 400 * 1024);
    call(Call.post("/records/a", padded)).hasStatus(201);
    var thousand =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "{\"op\":\"increment\",\"path\":\"/n\",\"value\":1}")
            .collect(Collectors.joining(","));

    call(Call.operations("/records/a", thousand)).hasStatus(200);

    assertThat(call(Call.get("/records/a")).body())
        .isEqualTo(padded.replace("\"n\":0", "\"n\":1000"));
  }

  private void create(int size) {
    call(Call.post("/records/a", "{\"n\":0,\"s\":\"" + "x".repeat(size) + "\"}")).hasStatus(201);
  }
}
