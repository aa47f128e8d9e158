package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.TimeRange;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import jakarta.validation.constraints.Pattern;
import java.time.InstantSource;

/// `GET /source/actions`: returns a page of the writes to a user's source and the queries of it,
/// ordered by time.
public final class ListActions extends ApiFunction {

  private static final int MAX_LIMIT = 1_000;

  record Parameters(
      @Pattern(regexp = UuidV7.FORMAT, message = "must be the id of a user") String userId,
      @Pattern(regexp = Source.NAME, message = Source.NAME_RULE) String name) {}

  private final ActionStore actions;

  public ListActions() {
    this(new ActionStore(Wiring.table()), InstantSource.system());
  }

  ListActions(ActionStore actions, InstantSource clock) {
    super(ADMIN, clock);
    this.actions = actions;
  }

  @Override
  protected Response handle(Request request) {
    var stated =
        request.valid(
            new Parameters(request.query("userId").orElse(""), request.query("name").orElse("")));
    var source = Source.of(stated.userId(), stated.name());
    var range = TimeRange.of(request);
    var paging =
        request.paging(source.userId(), MAX_LIMIT, range::contains, "userId", "name", "from", "to");
    var page = actions.list(source, range, paging.page(), request.time());
    return Response.page(paging, page.map(ActionDocument::of));
  }
}
