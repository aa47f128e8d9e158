package dev.cubby.shared.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.cubby.shared.log.RequestLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// A function on the table's stream. It gets changes in the order in which they were made to an
/// item, each at least once.
///
/// A change that cannot be handled is reported to Lambda, which calls again with it and all that
/// came after. Each change leaves one line of [RequestLog].
public abstract class StreamFunction
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  private final InstantSource clock;

  protected StreamFunction(InstantSource clock) {
    this.clock = clock;
  }

  /// Does what follows from `change`. Whatever it throws has the change handled again.
  protected abstract void handle(ItemChange change);

  @Override
  public final StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    for (var record : event.getRecords()) {
      if (!isHandled(record)) {
        return new StreamsEventResponse(
            List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
      }
    }
    return new StreamsEventResponse(List.of());
  }

  private boolean isHandled(DynamodbStreamRecord record) {
    var start = clock.instant();
    var log =
        new RequestLog(
            getClass().getSimpleName(), "stream " + record.getEventName(), record.getEventID());
    int status = log.during(() -> handle(record, log));
    log.write(status, start, Duration.between(start, clock.instant()));
    return status == 200;
  }

  private int handle(DynamodbStreamRecord record, RequestLog log) {
    try {
      handle(ItemChange.of(record));
      return 200;
    } catch (RuntimeException e) {
      log.failure(e);
      return 500;
    }
  }
}
