package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Outcome.Refused;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.time.InstantSource;

/// `DELETE /collections/{name}`: begins to delete a collection without documents, or with
/// `?documents=delete` any collection, and returns 204.
public final class DeleteCollection extends ApiFunction {
  private final Definitions definitions;

  public DeleteCollection() {
    this(Wiring.table(), InstantSource.system());
  }

  DeleteCollection(Table table, InstantSource clock) {
    super(WRITE, clock, "documents");
    this.definitions = new Definitions(table);
  }

  @Override
  protected Response handle(Request request) {
    var outcome =
        definitions.close(
            request.caller().userId(),
            Definitions.name(request),
            request.time(),
            request.preconditionOfExisting(),
            Definitions.deletesDocuments(request));
    return outcome instanceof Refused<?> refused
        ? Response.refused(refused, "collection", "")
        : Response.noContent();
  }
}
