package dev.cubby.shared.log;

import dev.cubby.shared.json.JsonObject;
import dev.cubby.shared.json.JsonText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The log of one request, written as one line.
///
/// The line is JSON in CloudWatch's embedded metric format and so also records the metrics:
/// milliseconds, read units and write units, without dimensions, because each combination of
/// dimensions is billed as a separate metric. It never contains an API key or a stored value.
public final class RequestLog {

  private static final ScopedValue<RequestLog> CURRENT = ScopedValue.newInstance();
  private static final int MAX_FAILURE_LENGTH = 32_000;

  private final String function;
  private final String route;
  private final String requestId;
  private @Nullable String userId;
  private @Nullable String keyId;
  private @Nullable String traceId;
  private @Nullable String failure;
  private double readUnits;
  private double writeUnits;
  private final Map<String, Long> counts = new TreeMap<>();

  public RequestLog(String function, String route, String requestId) {
    this.function = function;
    this.route = route;
    this.requestId = requestId;
  }

  /// Runs `work`, counting the DynamoDB units it consumes in this log.
  public <T> T during(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /// Counts read units in the log of the current request, if any.
  public static void countRead(double units) {
    if (CURRENT.isBound()) {
      CURRENT.get().readUnits += units;
    }
  }

  /// Counts write units in the log of the current request, if any.
  public static void countWrite(double units) {
    if (CURRENT.isBound()) {
      CURRENT.get().writeUnits += units;
    }
  }

  /// Records whose data the current work concerns.
  public static void user(String userId) {
    if (CURRENT.isBound()) {
      CURRENT.get().userId = userId;
    }
  }

  /// Records the `cause` of a failure, if it has one, in the log of the current request, if any.
  public static void failed(@Nullable Throwable cause) {
    if (CURRENT.isBound() && cause != null) {
      CURRENT.get().failure(cause);
    }
  }

  /// Adds `number` to the counter `name` of the current request's log, if any.
  public static void count(String name, long number) {
    if (CURRENT.isBound()) {
      CURRENT.get().add(name, number);
    }
  }

  /// Adds `number` to the counter `name`.
  public void add(String name, long number) {
    counts.merge(name, number, Long::sum);
  }

  /// Records the caller, as far as known.
  public void caller(@Nullable String userId, @Nullable String keyId) {
    this.userId = userId;
    this.keyId = keyId;
  }

  /// Records the client's trace, if it named one.
  public void trace(@Nullable String traceId) {
    this.traceId = traceId;
  }

  /// Returns the consumed units so far as a structured field (RFC 9651), `read=0.5, write=2`, or
  /// nothing without any.
  public Optional<String> units() {
    return Stream.of(field("read", readUnits), field("write", writeUnits))
        .flatMap(Optional::stream)
        .reduce((read, write) -> read + ", " + write);
  }

  /// Records the cause of a failure with its stack trace, which the caller does not see.
  public void failure(Throwable cause) {
    var trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace, true));
    failure = trace.toString();
    if (failure.length() > MAX_FAILURE_LENGTH) {
      boolean splits = Character.isHighSurrogate(failure.charAt(MAX_FAILURE_LENGTH - 1));
      failure = failure.substring(0, splits ? MAX_FAILURE_LENGTH - 1 : MAX_FAILURE_LENGTH);
    }
  }

  /// Writes the line to standard output, which Lambda forwards unchanged; its logger would wrap the
  /// line.
  public void write(int status, Instant start, Duration took) {
    System.out.println(line(status, start, took));
  }

  /// Returns the line, under 500 bytes unless the request failed.
  public String line(int status, Instant start, Duration took) {
    var line =
        new JsonObject()
            .add("_aws", metrics(start))
            .add("function", function)
            .add("route", route)
            .add("requestId", requestId)
            .add("status", status)
            .add("ms", took.toMillis())
            .add("rcu", readUnits)
            .add("wcu", writeUnits)
            .add("userId", userId)
            .add("keyId", keyId)
            .add("trace", traceId);
    if (!counts.isEmpty()) {
      var numbers = new JsonObject();
      counts.forEach(numbers::add);
      line.add("counts", numbers.toJson());
    }
    return line.add("failure", failure).toJson().text();
  }

  private static Optional<String> field(String name, double units) {
    return units == 0
        ? Optional.empty()
        : Optional.of(name + "=" + BigDecimal.valueOf(units).stripTrailingZeros().toPlainString());
  }

  // Declares the line's metrics in the embedded metric format.
  private static JsonText metrics(Instant start) {
    return new JsonText(
        "{\"Timestamp\":"
            + start.toEpochMilli()
            + """
            ,"CloudWatchMetrics":[{"Namespace":"Cubby","Dimensions":[[]],"Metrics":\
            [{"Name":"ms","Unit":"Milliseconds"},{"Name":"rcu"},{"Name":"wcu"}]}]}\
            """);
  }
}
