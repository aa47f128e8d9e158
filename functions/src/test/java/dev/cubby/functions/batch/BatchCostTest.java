package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.delete;
import static dev.cubby.testing.Batches.post;
import static dev.cubby.testing.Batches.put;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.OwnerCostCase;
import dev.cubby.testing.Units;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a batch costs: calls to DynamoDB, and the units of its idempotency entry. The table in
/// docs/architecture.md says the same.
class BatchCostTest extends OwnerCostCase {

  @Override
  protected DirectApi on(Table table) {
    return BatchFunctions.on(table);
  }

  @Test
  void batch_consumesWhatTheTableStates() {
    assertStated("`POST /batch` that creates, replaces and deletes a record", batch("a"), 200);
    assertStated(
        "`POST /batch` of these with `Idempotency-Key`",
        batch("b").header("Idempotency-Key", "k"),
        200);
  }

  @Test
  void batchOfDocuments_consumesWhatTheTableStates() {
    call(Call.put(
            "/collections/orders",
            "{\"schema\":{},\"indexes\":{\"byStatus\":{\"fields\":[\"/status\"]}}}"))
        .hasStatus(201);
    var document = post("/collections/orders/documents", "{\"status\":\"open\"}");

    assertStated(
        "`POST /batch` of two documents in one index, definition not kept",
        Batches.of(document, document),
        200);
    assertCalls(Batches.of(document, document), 200, 1);
  }

  @Test
  void collectionThatDoesNotExist_isReadOnce() {
    var documents = Collections.nCopies(100, post("/collections/none/documents", "{}"));

    assertCalls(Batches.of(documents.toArray(String[]::new)), 400, 1);
  }

  @Test
  void idempotencyEntry_hasTheSizeThatTheTableStates() {
    var batches = Map.of("k", Batches.of(post("/records/a", "1")), "longer-key", batch("b"));

    batches.forEach((key, batch) -> {
      var response = call(batch.header("Idempotency-Key", key)).hasStatus(200).body();
      assertSize(
          "idempotency entry of a batch",
          "IDEMPOTENCY#POST /batch#" + key,
          Map.of("idempotency key", key.length(), "response", response.length()));
    });
  }

  @Test
  void batchThatFails_isOneTransaction() {
    var batch = batch("a");
    call(batch).hasStatus(200);

    assertCalls(batch, 409, 1);
    assertCalls(batch.header("Idempotency-Key", "k"), 409, 1);
  }

  private Call batch(String name) {
    var replaced = call(Call.post("/records/replaced-" + name, "1")).etag();
    var deleted = call(Call.post("/records/deleted-" + name, "1")).etag();
    return Batches.of(
        post("/records/created-" + name, "1"),
        put("/records/replaced-" + name, replaced, "2"),
        delete("/records/deleted-" + name, deleted));
  }

  @Test
  void batchWithAnIdempotencyKey_isOneTransactionToo() {
    var batch = Batches.of(post("/records/a", "1"), post("/items", "{\"name\":\"a\"}"));

    assertCalls(batch.header("Idempotency-Key", "k"), 200, 1);
    assertCalls(batch.header("Idempotency-Key", "k"), 200, 1);
    assertCalls(Batches.of(post("/notes", "{}")).header("Idempotency-Key", "k"), 422, 1);
  }

  @Test
  void invalidBatch_isNoCall() {
    assertCalls(Batches.of(post("/records/a", "1"), post("/records/a", "1")), 400, 0);
    assertCalls(Batches.of(delete("/records/a", "x")), 400, 0);
    assertCalls(Batches.of(delete("/records/a", "x")).header("Idempotency-Key", "k"), 400, 1);
    assertCalls(Batches.of(post("/records/a", "\"" + "x".repeat(410_000) + "\"")), 413, 0);
  }

  @Test
  void idempotencyEntry_hasTheStatedSize() {
    for (int operations : new int[] {1, 4, 5, 20, 99}) {
      var key = "key-of-" + operations;
      var batch =
          IntStream.range(0, operations)
              .mapToObj(i -> post("/records/%s-%d".formatted(key, i), "1"))
              .toArray(String[]::new);

      var body = call(Batches.of(batch).header("Idempotency-Key", key)).hasStatus(200).body();

      var entry =
          dynamoDb.items().stream()
              .filter(item -> requireNonNull(item.get("SK")).s().endsWith("#" + key))
              .findFirst()
              .orElseThrow();
      assertThat(Units.inTransaction(entry))
          .isEqualTo(2 * Math.ceilDiv(170 + key.length() + body.length(), 1_024));
    }
  }
}
