package dev.cubby.functions.records;

import dev.cubby.idempotency.CreatingOf;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.Records;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordIdempotencyTest extends DirectIdempotencyContract<CreatingOf>
    implements ResourceIdempotencyContract {

  @Override
  public RecordIdempotencyTest tests() {
    return this;
  }

  @Override
  protected Api on(Table table) {
    return RecordFunctions.on(table);
  }

  @Override
  protected CreatingOf newEndpoint() {
    return new CreatingOf(new Records());
  }

  @Test
  void keyInCapitals_isAnotherRequest() {
    var key = UUID.randomUUID().toString();
    call(Call.post("/records/" + key, "1").header(HEADER, key)).hasStatus(201);

    var capitals = Call.post("/records/" + key.toUpperCase(Locale.ROOT), "1");

    call(capitals.header(HEADER, key)).isProblem(422);
  }
}
