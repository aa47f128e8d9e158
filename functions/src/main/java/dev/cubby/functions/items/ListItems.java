package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Role.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import java.time.InstantSource;

/// `GET /items`: a page of the caller's items, in the order of their creation.
public final class ListItems extends ApiFunction {

  private static final int MAX_LIMIT = 1_000;

  private final ItemStore items;

  public ListItems() {
    this(new ItemStore(Wiring.table()), InstantSource.system());
  }

  ListItems(ItemStore items, InstantSource clock) {
    super(clock);
    this.items = items;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(READ).userId();
    var paging = request.paging(userId, MAX_LIMIT, UuidV7::isUuid);
    var page = items.list(userId, paging.page(), request.time());
    return Response.page(paging, page.map(ItemDocument::of));
  }
}
