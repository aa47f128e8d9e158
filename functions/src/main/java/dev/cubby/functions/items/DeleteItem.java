package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Changed;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.PreconditionFailed;
import java.time.InstantSource;

/// `DELETE /items/{id}`: removes an item and answers 204.
public final class DeleteItem extends ApiFunction {

  private final ItemStore items;

  public DeleteItem() {
    this(new ItemStore(Wiring.table()), InstantSource.system());
  }

  DeleteItem(ItemStore items, InstantSource clock) {
    super(clock);
    this.items = items;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(WRITE).userId();
    var precondition = request.preconditionOfExisting();
    var id = request.pathId("id", "item");
    return switch (items.delete(userId, id, request.time(), precondition)) {
      case Deleted _ -> Response.noContent();
      case Changed(var current) -> Response.problem(new PreconditionFailed(current.etag()));
      case Absent _ -> Response.problem(NotFound.of("item"));
    };
  }
}
