package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Access.ADMIN;
import static java.util.Objects.requireNonNullElse;

import dev.cubby.functions.TimeRange;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.audit.AuditTrail;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import jakarta.validation.constraints.Pattern;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `GET /source/actions`: returns a page of the writes to a user's source and the queries of it,
/// ordered by time, or, without `name`, of the exports of the user's data by admins.
public final class ListActions extends ApiFunction {

  private static final int MAX_LIMIT = 1_000;

  record Parameters(
      @Pattern(regexp = UuidV7.FORMAT, message = "must be the id of a user") String userId,
      @Pattern(regexp = Source.NAME, message = Source.NAME_RULE) @Nullable String name) {}

  private final Table table;

  public ListActions() {
    this(Wiring.table(), InstantSource.system());
  }

  ListActions(Table table, InstantSource clock) {
    super(ADMIN, clock, "userId", "name", "from", "to", "limit", "order", "cursor");
    this.table = table;
  }

  @Override
  protected Response handle(Request request) {
    var stated =
        request.valid(
            new Parameters(
                request.query("userId").flatMap(UuidV7::parse).orElse(""),
                request.query("name").orElse(null)));
    var name = requireNonNullElse(stated.name(), "");
    var range = TimeRange.of(request);
    var paging = request.paging(stated.userId(), MAX_LIMIT, range::contains, "name", "from", "to");
    var page =
        AuditTrail.list(
            table, stated.userId(), name, range.from(), range.to(), paging.page(), request.time());
    return Response.page(paging, page.map(ActionDocument::of));
  }
}
