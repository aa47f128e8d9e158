package dev.cubby.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Time and allocated bytes of a warm call, by JMH: from the bytes of the event to those of the
/// response, with Lambda's flags, and a DynamoDB in another process that answers at once.
final class Handlers {

  private Handlers() {}

  static List<Row> run(boolean quick) throws IOException, InterruptedException {
    var rows = new ArrayList<Row>();
    try (var directory = new WorkDirectory()) {
      var work = directory.path();
      var task = Artifact.unpack(Path.of("functions/target/functions.zip"), work.resolve("f"));
      for (int bytes : quick ? List.of(200) : List.of(200, 10_000, 390_000)) {
        var results = work.resolve(bytes + ".json");
        try (var aws = new InstantAws(bytes)) {
          measure(bytes, quick, task, aws.endpoint(), results);
        }
        for (var result : new ObjectMapper().readTree(results.toFile())) {
          rows.add(row(result, bytes));
        }
      }
    }
    return rows;
  }

  private static void measure(int bytes, boolean quick, Path task, String dynamoDb, Path results)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path") + ":" + task + "/lib/*",
            "org.openjdk.jmh.Main",
            HandlerBenchmark.class.getName(),
            "-jvmArgs",
            String.join(" ", FunctionProcess.FLAGS),
            "-p",
            "bytes=" + bytes,
            "-prof",
            "gc",
            "-rf",
            "json",
            "-rff",
            results.toString()));
    command.addAll(
        quick
            ? List.of("-wi", "0", "-i", "1", "-r", "100ms")
            : List.of("-wi", "5", "-w", "1s", "-i", "10", "-r", "1s"));
    var log = results.resolveSibling(bytes + ".txt");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(Environment.of(dynamoDb, Map.of()));
    if (builder.start().waitFor() != 0) {
      throw new IOException(Files.readString(log));
    }
  }

  private static Row row(JsonNode result, int bytes) {
    var times = new ArrayList<Double>();
    result.at("/primaryMetric/rawData/0").forEach(time -> times.add(time.asDouble()));
    double allocated = result.at("/secondaryMetrics/gc.alloc.rate.norm/score").asDouble();
    var handler = result.at("/params/handler").asText();
    return new Row("function", handler.substring(handler.indexOf('.') + 1))
        .with("bytes of the value", bytes)
        .with("µs", Figure.of(times))
        .with("allocated bytes", Math.round(allocated))
        .with("allocated ÷ value", allocated / bytes);
  }
}
