package dev.cubby.functions.service;

import static dev.cubby.shared.auth.Access.PUBLIC;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.time.InstantSource;

/// `GET /health`: returns 200 if the table is readable, else 503.
public final class GetHealth extends ApiFunction {

  record Health(String status, String version, String table) {}

  private final Table table;
  private final Health healthy;

  public GetHealth() {
    this(Wiring.table(), Wiring.version(), InstantSource.system());
  }

  GetHealth(Table table, String version, InstantSource clock) {
    super(PUBLIC, clock);
    this.table = table;
    this.healthy = new Health("ok", version, "ok");
  }

  @Override
  protected Response handle(Request request) {
    table.ping();
    return Response.ok(healthy);
  }
}
