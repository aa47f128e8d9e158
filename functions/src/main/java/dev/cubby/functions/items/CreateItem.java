package dev.cubby.functions.items;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import java.time.InstantSource;

/// `POST /items`: stores a new item and answers 201 with it and its location.
public final class CreateItem extends ApiFunction {

  private final ItemStore items;

  public CreateItem() {
    this(new ItemStore(Wiring.table()), InstantSource.system());
  }

  CreateItem(ItemStore items, InstantSource clock) {
    super(clock);
    this.items = items;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(WRITE).userId();
    var idempotency = request.idempotency(UserPartition.of(userId));
    var draft = Draft.of(userId, UuidV7.at(request.time()), request);
    var item = items.create(draft, idempotency);
    return Response.created("/items/" + item.id(), ItemDocument.of(item))
        .etag(item.revision().etag());
  }
}
