package dev.cubby.shared.log;

import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one request was and cost, and the one line that says so.
///
/// The line is JSON in CloudWatch's embedded metric format, so it is the metrics as well:
/// milliseconds, read units and write units, without dimensions, because each combination of
/// dimensions is billed as a metric of its own. It never holds an API key or a stored value.
public final class RequestLog {

  private static final ScopedValue<RequestLog> CURRENT = ScopedValue.newInstance();
  private static final int MAX_FAILURE_LENGTH = 4_000;

  private record Line(
      JsonText _aws,
      String function,
      String route,
      String requestId,
      int status,
      long ms,
      double rcu,
      double wcu,
      @Nullable String userId,
      @Nullable String keyId,
      @Nullable Map<String, Long> counts,
      @Nullable String failure) {}

  private final String function;
  private final String route;
  private final String requestId;
  private @Nullable String userId;
  private @Nullable String keyId;
  private @Nullable String failure;
  private double readUnits;
  private double writeUnits;
  private final Map<String, Long> counts = new TreeMap<>();

  public RequestLog(String function, String route, String requestId) {
    this.function = function;
    this.route = route;
    this.requestId = requestId;
  }

  /// Does `work`, counting into this log what it consumes of DynamoDB.
  public <T> T during(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /// Counts the read units of a call to DynamoDB into the log of the request that makes it; none
  /// outside a request.
  public static void countRead(double units) {
    if (CURRENT.isBound()) {
      CURRENT.get().readUnits += units;
    }
  }

  /// Counts the write units of a call, likewise.
  public static void countWrite(double units) {
    if (CURRENT.isBound()) {
      CURRENT.get().writeUnits += units;
    }
  }

  /// Notes whose data the current work is about, likewise.
  public static void user(String userId) {
    if (CURRENT.isBound()) {
      CURRENT.get().userId = userId;
    }
  }

  /// Adds `number` to what the log of this request counts under `name`, likewise.
  public static void count(String name, long number) {
    if (CURRENT.isBound()) {
      CURRENT.get().add(name, number);
    }
  }

  /// Adds `number` to what this log counts under `name`.
  public void add(String name, long number) {
    counts.merge(name, number, Long::sum);
  }

  /// Whose request it is, as far as known.
  public void caller(@Nullable String userId, @Nullable String keyId) {
    this.userId = userId;
    this.keyId = keyId;
  }

  /// What the caller is not told: why the request failed, with its stack trace.
  public void failure(Throwable cause) {
    var trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace, true));
    failure = trace.toString();
    if (failure.length() > MAX_FAILURE_LENGTH) {
      boolean splits = Character.isHighSurrogate(failure.charAt(MAX_FAILURE_LENGTH - 1));
      failure = failure.substring(0, splits ? MAX_FAILURE_LENGTH - 1 : MAX_FAILURE_LENGTH);
    }
  }

  /// Writes the line to standard output, which Lambda passes on as it is; its own logger would wrap
  /// it.
  public void write(int status, Instant start, Duration took) {
    System.out.println(line(status, start, took));
  }

  /// The line, under 500 bytes unless the request failed.
  String line(int status, Instant start, Duration took) {
    return Json.write(
        new Line(
            metrics(start),
            function,
            route,
            requestId,
            status,
            took.toMillis(),
            readUnits,
            writeUnits,
            userId,
            keyId,
            counts.isEmpty() ? null : counts,
            failure));
  }

  // What of the line is a metric, in the terms of the embedded metric format.
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
