package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.audit.Action;
import dev.cubby.shared.audit.AuditTrail;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.JsonText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `POST /source/write_raw`: stores an event of a source and returns its id. Later queries include
/// the event.
public final class WriteRaw extends ApiFunction {

  record Body(
      @NotNull JsonText data,
      @Pattern(regexp = Source.NAME, message = Source.NAME_RULE) @Nullable String name,
      @Nullable Instant eventTime) {}

  record Stored(String id, String name, Instant eventTime) {}

  private final SourceStore sources;
  private final AuditTrail actions;

  public WriteRaw() {
    this(
        new SourceStore(Wiring.table(), Wiring.sourceShards(), Wiring.sourceRetention()),
        Wiring.auditTrail(),
        InstantSource.system());
  }

  WriteRaw(SourceStore sources, AuditTrail actions, InstantSource clock) {
    super(WRITE, clock);
    this.sources = sources;
    this.actions = actions;
  }

  @Override
  protected Response handle(Request request) {
    var caller = request.caller();
    var idempotency = request.idempotency();
    var body = request.body(Body.class);
    var source = Source.of(caller.userId(), body.name());
    var event = Event.of(source, body.data(), body.eventTime(), request.time());
    var action =
        new Action(
            event.id(),
            source.userId(),
            source.name(),
            caller.keyId(),
            null,
            "write_raw",
            request.time());
    var stored = sources.write(event, actions.toAttributes(action), request.time(), idempotency);
    return Response.ok(
        Envelope.ok("Stored", new Stored(stored.id(), source.name(), stored.eventTime())));
  }
}
