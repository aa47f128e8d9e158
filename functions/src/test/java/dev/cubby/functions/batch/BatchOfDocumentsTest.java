package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.post;
import static java.util.stream.Collectors.joining;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Batches of documents whose schemas make much of them.
class BatchOfDocumentsTest extends BatchCase {

  private static final String DOCUMENTS = "/collections/orders/documents";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = BatchFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void documentsThatTakeTooManyStepsTogether_areNamed() {
    declare("{\"allOf\":[" + "{\"minLength\":1},".repeat(200) + "true]}");
    // It takes more than half of the steps.
    var document = post(DOCUMENTS, '"' + "a".repeat(390_000) + '"');

    batch(document).hasStatus(200);
    batch(document, post("/records/a", "1"), document, document)
        .isInvalid("operations[2].body", "operations[3].body");
  }

  @Test
  void longestViolations_fitTheResponse() {
    // Escaped twice, a quotation mark takes eight times as much.
    declare(
        IntStream.range(0, 100)
            .mapToObj(i -> "{\"const\":\"%02d%s\"}".formatted(i, "\\\"".repeat(95)))
            .collect(joining(",", "{\"anyOf\":[", "]}")));

    batch(Collections.nCopies(100, post(DOCUMENTS, "{}")).toArray(String[]::new)).isProblem(400);
  }

  private void declare(String schema) {
    call(Call.put("/collections/orders", "{\"schema\":" + schema + "}")).hasStatus(201);
  }
}
