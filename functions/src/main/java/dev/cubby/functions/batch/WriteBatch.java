package dev.cubby.functions.batch;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.functions.items.ItemSchema;
import dev.cubby.functions.notes.NoteSchema;
import dev.cubby.functions.records.RecordSchema;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.owned.OwnedBatch;
import java.time.InstantSource;

/// `POST /batch`: creates, replaces and deletes records, notes and items, all or none.
public final class WriteBatch extends ApiFunction {
  private final OwnedBatch batch;

  public WriteBatch() {
    this(Wiring.table(), InstantSource.system());
  }

  WriteBatch(Table table, InstantSource clock) {
    super(WRITE, clock);
    this.batch = new OwnedBatch(table, new RecordSchema(), new NoteSchema(), new ItemSchema());
  }

  @Override
  protected Response handle(Request request) {
    return batch.write(request);
  }
}
