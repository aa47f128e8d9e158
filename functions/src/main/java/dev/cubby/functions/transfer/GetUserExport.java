package dev.cubby.functions.transfer;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.OwnedKinds;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.audit.Action;
import dev.cubby.shared.audit.AuditTrail;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.owned.OwnedExport;
import dev.cubby.shared.problem.Problem.Forbidden;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;

/// `GET /users/{userId}/export`: returns a page of lines with everything that a user owns. It
/// records each page in the user's audit trail before it reads; if that fails, so does the request.
public final class GetUserExport extends ApiFunction {
  private final boolean isAllowed;
  private final AuditTrail actions;
  private final OwnedExport export;

  public GetUserExport() {
    this(Wiring.table(), Wiring.adminsExport(), Wiring.auditTrail(), InstantSource.system());
  }

  GetUserExport(Table table, boolean isAllowed, AuditTrail actions, InstantSource clock) {
    super(ADMIN, clock, "cursor");
    this.isAllowed = isAllowed;
    this.actions = actions;
    this.export = OwnedKinds.export(table);
  }

  @Override
  protected Response handle(Request request) {
    if (!isAllowed) {
      return Response.problem(new Forbidden("This API does not export the data of other users"));
    }
    var caller = request.caller();
    var userId = request.pathId("userId", "user");
    var time = request.time();
    var action =
        new Action(UuidV7.at(time), userId, "", caller.keyId(), caller.userId(), "export", time);
    return actions.recordOfExisting(action)
        ? export.page(userId, request)
        : Response.problem(NotFound.of("user"));
  }
}
