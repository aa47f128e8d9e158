package dev.cubby.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A cold start without a snapshot: a fresh JVM from spawn to the first response, beside
/// [HelloWorld]. The functions take turns, so that a busy machine slows all of them.
final class Cold {

  private record Subject(String name, Path task, String handler, String event) {}

  private record Run(double millis, double cpu, double megabytes) {}

  private Cold() {}

  static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = List.of(arguments).contains("--quick") ? 1 : 15;
    var work = Files.createTempDirectory("cold");
    try (var dynamoDb = new InstantDynamoDb()) {
      var subjects = subjects(work);
      var environment = Environment.of(dynamoDb.endpoint(), Map.of());
      var runs = subjects.stream().map(_ -> new ArrayList<Run>()).toList();
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < subjects.size(); i++) {
          runs.get(i).add(run(subjects.get(i), environment));
        }
      }
      var rows = new ArrayList<Map<String, Object>>();
      for (int i = 0; i < subjects.size(); i++) {
        var subject = subjects.get(i);
        var own = runs.get(i);
        var row = new LinkedHashMap<String, Object>();
        row.put("function", subject.name());
        row.put("ms", median(own.stream().map(Run::millis).toList()));
        row.put("ratio", median(ratios(own, runs.getFirst(), Run::millis)));
        row.put("cpuRatio", median(ratios(own, runs.getFirst(), Run::cpu)));
        row.put("cpuMs", median(own.stream().map(Run::cpu).toList()));
        row.put("megabytes", median(own.stream().map(Run::megabytes).toList()));
        row.put("classes", classes(subject, environment, work));
        rows.add(row);
      }
      IO.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    }
  }

  private static List<Subject> subjects(Path work) throws IOException {
    var hello = Files.createDirectories(work.resolve("hello/lib"));
    var classes = work.resolve("hello/dev/cubby/bench/HelloWorld.class");
    Files.createDirectories(classes.getParent());
    Files.copy(Path.of("bench/target/classes/dev/cubby/bench/HelloWorld.class"), classes);
    try (var jars = Files.list(Path.of("bench/target/lib"))) {
      for (var jar : jars.toList()) {
        var name = jar.getFileName().toString();
        if (name.startsWith("aws-lambda-java-events") || name.startsWith("joda-time")) {
          Files.copy(jar, hello.resolve(name));
        }
      }
    }
    var functions = Artifact.unpack(Path.of("functions/target/functions.zip"), work.resolve("f"));
    return List.of(
        new Subject(
            "HelloWorld", work.resolve("hello"), HelloWorld.class.getName(), event("get-record")),
        new Subject(
            "GetRecord", functions, "dev.cubby.functions.records.GetRecord", event("get-record")),
        new Subject(
            "CreateRecord",
            functions,
            "dev.cubby.functions.records.CreateRecord",
            event("create-record")),
        new Subject(
            "CreateUser", functions, "dev.cubby.functions.users.CreateUser", event("create-user")));
  }

  private static String event(String name) throws IOException {
    return Files.readString(Path.of("events", name + ".json"));
  }

  private static Run run(Subject subject, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (var process =
        FunctionProcess.start(subject.task(), subject.handler(), environment, List.of())) {
      var result = process.api().invoke(subject.event());
      return new Run(
          (result.end() - process.start()) / 1e6, process.cpuMillis(), process.peakMegabytes());
    }
  }

  private static long classes(Subject subject, Map<String, String> environment, Path work)
      throws IOException, InterruptedException {
    var log = work.resolve(subject.name() + ".classes");
    try (var process =
        FunctionProcess.start(
            subject.task(), subject.handler(), environment, List.of("-Xlog:class+load:" + log))) {
      process.api().invoke(subject.event());
    }
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }

  private static List<Double> ratios(List<Run> own, List<Run> other, ToDoubleFunction<Run> figure) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < own.size(); i++) {
      ratios.add(figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(other.get(i)));
    }
    return ratios;
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return Math.round(sorted.get(sorted.size() / 2) * 100) / 100.0;
  }
}
