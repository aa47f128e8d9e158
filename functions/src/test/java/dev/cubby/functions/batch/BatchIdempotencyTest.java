package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.post;

import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchIdempotencyTest extends DirectIdempotencyContract<CreatingBatch> {

  @Override
  protected Api on(Table table) {
    return BatchFunctions.on(table);
  }

  @Override
  protected CreatingBatch newEndpoint() {
    return new CreatingBatch();
  }

  @Test
  void repetitionAfterAChangeOfTheCollection_answersAsTheFirstDid() {
    var orders = "/collections/orders";
    var batch = Batches.of(post(orders + "/documents", "{\"a\":1}")).header(HEADER, name);
    call(Call.put(orders, "{\"schema\":{}}")).hasStatus(201);
    var first = call(batch).hasStatus(200);

    call(Call.put(orders, "{\"schema\":{\"required\":[\"b\"]}}")).hasStatus(200);
    api().elapse(Duration.ofSeconds(30));
    assertRepeats(call(batch), first);
    call(batch.header(HEADER, "another")).isInvalid("operations[0].body/b");

    call(Call.delete(orders + "?documents=delete")).hasStatus(204);
    api().elapse(Duration.ofSeconds(30));
    assertRepeats(call(batch), first);
    call(batch.header(HEADER, "another")).isInvalid("operations[0].path");
  }
}
