package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Access.READ;
import static java.util.Objects.requireNonNullElse;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.audit.Action;
import dev.cubby.shared.audit.AuditTrail;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `POST /source/expose`: returns the latest event of a source, or a page of statistics over a time
/// window. It records the query before it responds; if that fails, so does the request.
public final class Expose extends ApiFunction {

  record Body(
      @NotNull QueryType type,
      @Pattern(regexp = Source.NAME, message = Source.NAME_RULE) @Nullable String name,
      @Nullable String cursor) {}

  record Latest(String type, String name, String id, Instant eventTime, JsonText data) {}

  private final SourceStore sources;
  private final AuditTrail actions;

  public Expose() {
    this(
        new SourceStore(Wiring.table(), Wiring.sourceShards(), Wiring.sourceRetention()),
        Wiring.auditTrail(),
        InstantSource.system());
  }

  Expose(SourceStore sources, AuditTrail actions, InstantSource clock) {
    super(READ, clock);
    this.sources = sources;
    this.actions = actions;
  }

  @Override
  protected Response handle(Request request) {
    var caller = request.caller();
    var body = request.body(Body.class);
    var type = body.type();
    if (type == QueryType.LATEST && body.cursor() != null) {
      throw ProblemException.invalid("cursor", "must not be given for the latest event");
    }
    var source = Source.of(caller.userId(), body.name());
    actions.record(
        new Action(
            UuidV7.at(request.time()),
            source.userId(),
            source.name(),
            caller.keyId(),
            null,
            type.toString(),
            request.time()));
    return type == QueryType.LATEST
        ? latest(source, request.time())
        : statistics(type, source, request.time(), requireNonNullElse(body.cursor(), ""));
  }

  private Response latest(Source source, Instant time) {
    return sources
        .latest(source, time)
        .map(event ->
            Response.ok(
                Envelope.ok(
                    "The latest event",
                    new Latest(
                        "latest", source.name(), event.id(), event.eventTime(), event.data()))))
        .orElseGet(
            () -> Response.problem(new NotFound("The source " + source.name() + " has no events")));
  }

  private Response statistics(QueryType type, Source source, Instant time, String cursor) {
    var window = type.window(time);
    var buckets = sources.buckets(source, window, time);
    return Response.ok(
        Envelope.ok(
            "Statistics of the window",
            StatisticsDocument.of(type, source, window, buckets, cursor)));
  }
}
