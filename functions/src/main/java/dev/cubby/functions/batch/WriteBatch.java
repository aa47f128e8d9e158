package dev.cubby.functions.batch;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.OwnedKinds;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.schema.DocumentValidator;
import dev.cubby.shared.owned.OwnedBatch;
import java.time.InstantSource;

/// `POST /batch`: creates, replaces and deletes records, notes, items and documents, all or none.
public final class WriteBatch extends ApiFunction {
  private final OwnedBatch batch;

  public WriteBatch() {
    this(Wiring.table(), InstantSource.system());
  }

  WriteBatch(Table table, InstantSource clock) {
    super(WRITE, clock);
    this.batch = OwnedKinds.batch(table);
  }

  @Override
  protected Response handle(Request request) {
    // A hundred documents with a limit of steps each would exceed the function's time.
    return DocumentValidator.together(() -> batch.write(request));
  }
}
