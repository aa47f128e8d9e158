package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.functions.UserPartition;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// `POST /source/write_raw`: stores an event of a source and answers 200 with its id. What is asked
/// of the source from then on counts it.
public final class WriteRaw extends ApiFunction {

  record Body(@NotNull JsonText data, @Nullable String name, @Nullable Instant eventTime) {}

  record Stored(String id, String name, Instant eventTime) {}

  private final SourceStore sources;

  public WriteRaw() {
    this(
        new SourceStore(
            Wiring.table(),
            new ActionStore(Wiring.table(), Wiring.actionsKept()),
            Wiring.sourceShards(),
            Wiring.sourceKept()),
        InstantSource.system());
  }

  WriteRaw(SourceStore sources, InstantSource clock) {
    super(clock);
    this.sources = sources;
  }

  @Override
  protected Response handle(Request request) {
    var caller = request.caller(WRITE);
    var idempotency = request.idempotency(UserPartition.of(caller.userId()));
    var body = request.body(Body.class);
    var source = Source.of(caller.userId(), body.name());
    var eventTime = eventTime(body.eventTime(), request.time());
    var numbers = Measures.of(body.data());
    int size = ItemSize.utf8(body.data().text());
    int limit = SourceItem.maxDataBytes(source);
    if (size > limit) {
      throw new ProblemException(new TooLarge("The data", limit, size));
    }
    var event = new Event(source, UuidV7.at(request.time()), eventTime, body.data(), numbers);
    var action = new Action(event.id(), source, caller.keyId(), "write_raw", request.time());
    var stored = sources.write(event, action, request.time(), idempotency);
    return Response.ok(
        Answer.ok("Stored", new Stored(stored.id(), source.name(), stored.eventTime())));
  }

  private static Instant eventTime(@Nullable Instant stated, Instant now) {
    var time = stated == null ? now : stated;
    if (time.isAfter(now.plus(Event.MAX_AHEAD))) {
      throw ProblemException.invalid("eventTime", "must lie at most 5 minutes in the future");
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
