package dev.cubby.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The first call after a snapshot: the runtime's hooks run, then every function behind API Gateway
/// gets its event of events/. The first call beside the median of warm ones, and the classes that
/// the first call loads.
final class Restored {

  private static final int WARM = 300;

  // A function of template.yaml, with the artifact if it has its own.
  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:CodeUri: functions/target/(\\w+)\\.zip\\s+)?Handler: (dev\\.cubby\\.\\S+\\.(\\w+))");

  private static final Pattern CAPITAL = Pattern.compile("(?<!^)[A-Z]");

  private Restored() {}

  static void main(String[] arguments) throws IOException, InterruptedException {
    // Without names, all functions.
    var names = List.of(arguments).contains("--quick") ? List.of("GetRecord") : List.of(arguments);
    var work = Files.createTempDirectory("restored");
    var rows = new ArrayList<Map<String, Object>>();
    try (var dynamoDb = new InstantDynamoDb()) {
      var environment =
          Environment.of(
              dynamoDb.endpoint(), Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
      for (var artifact : List.of("functions", "docs")) {
        Artifact.unpack(Path.of("functions/target/" + artifact + ".zip"), work.resolve(artifact));
      }
      var functions = FUNCTION.matcher(Files.readString(Path.of("template.yaml")));
      while (functions.find()) {
        var artifact = functions.group(1) == null ? "functions" : functions.group(1);
        var event = Path.of("events", kebab(functions.group(3)) + ".json");
        var text = Files.readString(event);
        boolean asked = names.isEmpty() || names.contains(functions.group(3));
        if (asked && text.contains("\"httpMethod\"")) {
          rows.add(row(functions.group(2), work.resolve(artifact), text, environment, work));
        }
      }
    }
    IO.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
  }

  private static Map<String, Object> row(
      String handler, Path task, String event, Map<String, String> environment, Path work)
      throws IOException, InterruptedException {
    var log = work.resolve(handler + ".classes");
    try (var process =
        FunctionProcess.start(task, handler, environment, List.of("-Xlog:class+load:" + log))) {
      process.api().ready();
      long primed = classes(log);
      var first = process.api().invoke(event);
      long loaded = classes(log) - primed;
      var warm = new ArrayList<Double>();
      for (int i = 0; i < WARM; i++) {
        var result = process.api().invoke(event);
        if (i >= WARM / 2) {
          warm.add(millis(result));
        }
      }
      double median = warm.stream().sorted().toList().get(warm.size() / 2);
      var row = new LinkedHashMap<String, Object>();
      row.put("function", handler.substring(handler.lastIndexOf('.') + 1));
      row.put("status", first.body().replaceFirst("^\\{\"statusCode\":(\\d+).*", "$1"));
      row.put("readyMs", Math.round((process.api().ready() - process.start()) / 1e6));
      row.put("firstMs", rounded(millis(first)));
      row.put("warmMs", rounded(median));
      row.put("ratio", rounded(millis(first) / median));
      row.put("classes", loaded);
      return row;
    }
  }

  private static double millis(RuntimeApi.Result result) {
    return (result.end() - result.begin()) / 1e6;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static long classes(Path log) throws IOException {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }

  private static String kebab(String name) {
    return CAPITAL.matcher(name).replaceAll("-$0").toLowerCase(Locale.ROOT);
  }
}
