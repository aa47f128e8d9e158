package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Role.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;

/// `GET /items/{id}`: answers 200 with an item.
public final class GetItem extends ApiFunction {

  private final ItemStore items;

  public GetItem() {
    this(new ItemStore(Wiring.table()), InstantSource.system());
  }

  GetItem(ItemStore items, InstantSource clock) {
    super(clock);
    this.items = items;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(READ).userId();
    return items
        .find(userId, request.pathId("id", "item"), request.time())
        .map(item -> Response.ok(request, item.revision().etag(), ItemDocument.of(item)))
        .orElseGet(() -> Response.problem(NotFound.of("item")));
  }
}
