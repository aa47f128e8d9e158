package dev.cubby.bench;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A page of a list, a page of keys and a window, the more a user has: calls, units and time,
/// against DynamoDB Local.
final class Growth {

  private static final int WARM = 5;
  private static final int MEASURED = 20;
  private static final int BATCH = 100;

  /// Events of a day beyond these fill no more buckets.
  private static final int MAX_EVENTS = 10_000;

  private record Request(String name, String path, String body) {

    static Request get(String path) {
      return new Request("`GET " + path + "`", path, "");
    }
  }

  private final CountedDynamoDb dynamoDb;
  private final LocalApi api;
  private final List<Row> rows = new ArrayList<>();

  private Growth(CountedDynamoDb dynamoDb, LocalApi api) {
    this.dynamoDb = dynamoDb;
    this.api = api;
  }

  /// Up to 10^5 things; 10^3 if `quick`.
  static List<Row> run(boolean quick) throws IOException, InterruptedException {
    try (var dynamoDb = new CountedDynamoDb();
        var api = new LocalApi(dynamoDb.endpoint())) {
      var growth = new Growth(dynamoDb, api);
      int stored = 0;
      for (int things : quick ? List.of(100, 1_000) : List.of(100, 1_000, 10_000, 100_000)) {
        growth.store(stored, things);
        stored = things;
        growth.measure(things);
      }
      if (!quick) {
        Files.writeString(Path.of("docs/growth.svg"), Plot.of(growth.rows));
      }
      return growth.rows;
    }
  }

  // As many notes and records, and a source with as many events in the last day.
  private void store(int from, int to) throws IOException, InterruptedException {
    for (int start = from; start < to; start += BATCH) {
      var range = IntStream.range(start, Math.min(start + BATCH, to)).boxed().toList();
      create(range.stream().map(i -> operation("/notes", note(i))).toList());
      create(range.stream().map(i -> operation("/records/key-" + i, value(i))).toList());
    }
    if (to > MAX_EVENTS) {
      return;
    }
    var now = Instant.now();
    for (int i = 0; i < to; i++) {
      var time = now.minus(Duration.ofDays(1).multipliedBy(i).dividedBy(to));
      api.call(
          "/source/write_raw",
          "{\"name\":\"%s\",\"data\":{\"a\":%d},\"eventTime\":\"%s\"}"
              .formatted(source(to), i, time));
    }
  }

  private void create(List<String> operations) throws IOException, InterruptedException {
    api.call("/batch", operations.stream().collect(joining(",", "{\"operations\":[", "]}")));
  }

  private void measure(int things) throws IOException, InterruptedException {
    measure(Request.get("/notes?limit=100"), things);
    measure(Request.get("/records/keys?limit=100"), things);
    if (things > MAX_EVENTS) {
      return;
    }
    for (var type : List.of("24h_average", "24h_devt")) {
      measure(
          new Request(
              "`POST /source/expose`, `" + type + "`",
              "/source/expose",
              "{\"type\":\"%s\",\"name\":\"%s\"}".formatted(type, source(things))),
          things);
    }
  }

  private void measure(Request request, int things) throws IOException, InterruptedException {
    var calls = new ArrayList<Double>();
    var units = new ArrayList<Double>();
    var times = new ArrayList<Double>();
    for (int i = -WARM; i < MEASURED; i++) {
      dynamoDb.count();
      long start = System.nanoTime();
      api.call(request.path(), request.body());
      double time = (System.nanoTime() - start) / 1e6;
      var count = dynamoDb.count();
      if (i >= 0) {
        calls.add((double) count.calls());
        units.add(count.units());
        times.add(time);
      }
    }
    rows.add(
        new Row("request", request.name())
            .with("things", things)
            // The authorizer, once a minute, adds a call to one.
            .with("calls", Figure.of(calls).median())
            .with("units", Figure.of(units).median())
            .with("ms", Figure.of(times)));
  }

  private static String source(int events) {
    return "s" + events;
  }

  private static String operation(String path, String body) {
    return "{\"method\":\"POST\",\"path\":\"%s\",\"body\":%s}".formatted(path, body);
  }

  private static String note(int i) {
    return "{\"title\":\"Note %d\",\"content\":\"%s\"}".formatted(i, "a".repeat(100));
  }

  private static String value(int i) {
    return "{\"number\":%d,\"text\":\"%s\"}".formatted(i, "a".repeat(100));
  }
}
