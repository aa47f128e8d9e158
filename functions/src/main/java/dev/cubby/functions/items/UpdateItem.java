package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Outcome.Absent;
import dev.cubby.shared.dynamodb.Outcome.Changed;
import dev.cubby.shared.dynamodb.Outcome.Replaced;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.PreconditionFailed;
import java.time.InstantSource;

/// `PUT /items/{id}`: replaces an item, its expiry too, and answers 200 with it.
public final class UpdateItem extends ApiFunction {

  private final ItemStore items;

  public UpdateItem() {
    this(new ItemStore(Wiring.table()), InstantSource.system());
  }

  UpdateItem(ItemStore items, InstantSource clock) {
    super(clock);
    this.items = items;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(WRITE).userId();
    var precondition = request.preconditionOfExisting();
    var draft = Draft.of(userId, request.pathId("id", "item"), request);
    return switch (items.replace(draft, precondition)) {
      case Replaced(var revision) ->
          Response.ok(ItemDocument.of(draft.toItem(revision))).etag(revision.etag());
      case Changed(var current) -> Response.problem(new PreconditionFailed(current.etag()));
      case Absent _ -> Response.problem(NotFound.of("item"));
    };
  }
}
