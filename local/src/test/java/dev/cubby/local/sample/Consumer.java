package dev.cubby.local.sample;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.List;
import java.util.stream.Collectors;

/// Processes records in their order, up to the first whose sort key is among `POISON` in its
/// environment: that one it reports if `REPORTS`, and throws otherwise. The journal says what a
/// batch has (`begin a/1 a/2`), what is processed (`done a/1`), and what the batch ends with (`end
/// a/1 a/2`). Takes `PAUSE` milliseconds for each record.
public final class Consumer implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    var names = event.getRecords().stream().map(Consumer::name).collect(Collectors.joining(" "));
    Journal.write("begin " + names);
    try {
      for (var record : event.getRecords()) {
        process(record);
      }
      return new StreamsEventResponse(List.of());
    } catch (PoisonedException e) {
      if (System.getenv("REPORTS") == null) {
        throw e;
      }
      return new StreamsEventResponse(
          List.of(new StreamsEventResponse.BatchItemFailure(e.getMessage())));
    } finally {
      Journal.write("end " + names);
    }
  }

  private static void process(DynamodbEvent.DynamodbStreamRecord record) {
    pause();
    var poison = List.of(System.getenv().getOrDefault("POISON", "").split(","));
    if (poison.contains(key(record, "SK"))) {
      throw new PoisonedException(record.getDynamodb().getSequenceNumber());
    }
    Journal.write("done " + name(record));
  }

  private static void pause() {
    try {
      Thread.sleep(Long.parseLong(System.getenv().getOrDefault("PAUSE", "0")));
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String name(DynamodbEvent.DynamodbStreamRecord record) {
    return key(record, "PK") + "/" + key(record, "SK");
  }

  private static String key(DynamodbEvent.DynamodbStreamRecord record, String name) {
    return requireNonNull(record.getDynamodb().getKeys().get(name)).getS();
  }

  private static final class PoisonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PoisonedException(String sequenceNumber) {
      super(sequenceNumber);
    }
  }
}
