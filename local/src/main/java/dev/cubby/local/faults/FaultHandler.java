package dev.cubby.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Passes calls on to DynamoDB, or makes them fail.
final class FaultHandler extends Handler.Abstract {

  /// Shorter than the timeout of a client.
  private static final Duration DELAY = Duration.ofMillis(300);

  /// Longer than the timeout of a client.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final Set<String> STREAMS =
      Set.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams");

  private final Service upstream;
  private final ItemKeys keys;
  private final Conflicts conflicts;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
  private FaultSchedule schedule = FaultSchedule.none();
  private volatile Service service;
  private volatile @Nullable LateIndexes indexes;
  private int calls;

  FaultHandler(URI target) {
    upstream = new Upstream(target);
    keys = new ItemKeys(upstream);
    conflicts = new Conflicts(upstream, keys);
    service = conflicts;
  }

  synchronized void limitPartitions(int writeUnits, int readUnits, InstantSource clock) {
    service = new PartitionLimits(service, keys, writeUnits, readUnits, clock);
  }

  synchronized void delayIndexes(Duration longest, RandomGenerator random, InstantSource clock) {
    var late = new LateIndexes(service, upstream, keys, longest, random, clock);
    indexes = late;
    service = late;
  }

  synchronized void repeatRecords(RandomGenerator random) {
    service = new RepeatedRecords(service, random);
  }

  void catchUp() throws IOException, InterruptedException {
    while (inFlight.get() > 0) {
      Thread.sleep(10);
    }
    var late = indexes;
    if (late != null) {
      late.catchUp();
    }
  }

  synchronized void follow(FaultSchedule schedule) {
    this.schedule = schedule;
  }

  synchronized int calls() {
    return calls;
  }

  synchronized Map<Fault, Integer> injected() {
    return Map.copyOf(injected);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var call = AwsRequest.read(request);
    var answer = counted(call);
    if (answer == null) {
      reset(request);
      callback.failed(new IOException("No answer"));
    } else {
      response.setStatus(answer.statusCode());
      answer.headers().forEach(response.getHeaders()::put);
      response.write(true, ByteBuffer.wrap(answer.body().getBytes(UTF_8)), callback);
    }
    return true;
  }

  private @Nullable AwsResponse counted(AwsRequest call) throws IOException, InterruptedException {
    inFlight.incrementAndGet();
    try {
      return answer(call);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /// The response; null for none.
  private @Nullable AwsResponse answer(AwsRequest call) throws IOException, InterruptedException {
    return switch (next(call)) {
      case null -> service.carryOut(call);
      case DELAY -> {
        pause(DELAY);
        yield service.carryOut(call);
      }
      case LOST_ANSWER -> {
        service.carryOut(call);
        yield null;
      }
      case WITHHELD_ANSWER -> {
        service.carryOut(call);
        pause(SILENCE);
        yield null;
      }
      case HANG -> {
        pause(SILENCE);
        yield null;
      }
      case RESET -> null;
      case INTERNAL_ERROR -> AwsResponse.error(500, "InternalServerError");
      case TABLE_THROTTLING -> AwsResponse.error(400, "ProvisionedThroughputExceededException");
      case ACCOUNT_THROTTLING -> AwsResponse.error(400, "ThrottlingException");
      case CONFLICT -> AwsResponse.error(400, "TransactionConflictException");
      case CANCELLATION -> AwsResponse.cancellation(call);
      case UNPROCESSED -> PartialBatch.half(call).carryOut(service);
      case SHORT_PAGE -> service.carryOut(shortened(call));
    };
  }

  // Half of the limit, or of a page of 100 items.
  private static AwsRequest shortened(AwsRequest query) throws IOException {
    var body = (ObjectNode) MAPPER.readTree(query.body());
    int limit = Math.max(1, body.path("Limit").asInt(100) / 2);
    return query.withBody(body.put("Limit", limit).toString());
  }

  // Readers of streams poll: their calls are no part of a schedule.
  private synchronized @Nullable Fault next(AwsRequest call) {
    if (STREAMS.contains(call.operation())) {
      return null;
    }
    calls++;
    var fault = schedule.next(call.operation());
    if (fault == null
        || !fault.concerns(call.operation())
        || (fault == Fault.CANCELLATION && conflicts.isCarriedOut(call))) {
      return null;
    }
    injected.merge(fault, 1, Integer::sum);
    return fault;
  }

  /// Waits, but no longer than the proxy runs.
  private void pause(Duration time) throws InterruptedException {
    var _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Closes the connection so that the client sees a reset, not an end.
  private static void reset(Request request) throws IOException {
    var endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    if (endPoint.getTransport() instanceof SocketChannel channel && channel.isOpen()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    endPoint.close();
  }

  @Override
  protected void doStop() throws Exception {
    stopped.countDown();
    service.close();
    super.doStop();
  }
}
