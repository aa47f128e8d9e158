package dev.cubby.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  /// A thousand transactions a second, for as long as one may be retried.
  private static final int MAX_TOKENS = 10_000;

  private final Upstream upstream;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// Tokens of transactions. A retry of one that took effect is not canceled: DynamoDB recognises
  /// it and returns the same response.
  private final RecentTokens carriedOut = new RecentTokens(MAX_TOKENS);

  private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
  private FaultSchedule schedule = FaultSchedule.none();
  private int calls;

  FaultHandler(Upstream upstream) {
    this.upstream = upstream;
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
    var answer = answer(call);
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

  /// The response; null for none.
  private @Nullable AwsResponse answer(AwsRequest call) throws IOException, InterruptedException {
    return switch (next(call)) {
      case null -> carryOut(call);
      case DELAY -> {
        pause(DELAY);
        yield carryOut(call);
      }
      case LOST_ANSWER -> {
        carryOut(call);
        yield null;
      }
      case WITHHELD_ANSWER -> {
        carryOut(call);
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
    };
  }

  private AwsResponse carryOut(AwsRequest call) throws IOException, InterruptedException {
    var answer = upstream.carryOut(call);
    if (answer.statusCode() == 200 && !call.token().isEmpty()) {
      carriedOut.add(call.token());
    }
    return answer;
  }

  private synchronized @Nullable Fault next(AwsRequest call) {
    calls++;
    var fault = schedule.next(call.operation());
    if (fault == Fault.CANCELLATION && carriedOut.contains(call.token())) {
      return null;
    }
    if (fault != null) {
      injected.merge(fault, 1, Integer::sum);
    }
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
    upstream.close();
    super.doStop();
  }
}
