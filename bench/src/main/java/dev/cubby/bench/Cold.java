package dev.cubby.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A cold start without a snapshot: a fresh JVM from spawn to the first response, beside
/// [HelloWorld]. The functions take turns, so that a busy machine slows all of them.
final class Cold {

  private static final int ROUNDS = 15;

  /// @param command starts the runtime, without the name of the handler
  record Subject(String name, List<String> command, Path task, String handler, String event) {

    /// The function `handler` of package `dev.cubby.functions`.
    static Subject of(String name, List<String> command, Path task, String handler) {
      var event = Functions.event(handler.substring(handler.indexOf('.') + 1));
      return new Subject(name, command, task, "dev.cubby.functions." + handler, event);
    }
  }

  private record Run(double millis, double cpu, double megabytes) {}

  private Cold() {}

  static List<Row> run(boolean quick) throws IOException, InterruptedException {
    try (var directory = new WorkDirectory();
        var aws = new InstantAws()) {
      var work = directory.path();
      var subjects = subjects(work);
      var environment = Environment.of(aws.endpoint(), Map.of());
      var rows = compare(subjects, environment, quick);
      for (int i = 0; i < subjects.size(); i++) {
        rows.get(i).with("classes", classes(subjects.get(i), environment, work));
      }
      return rows;
    }
  }

  /// Starts the subjects in turn, and compares each with the first.
  static List<Row> compare(List<Subject> subjects, Map<String, String> environment, boolean quick)
      throws IOException, InterruptedException {
    var runs = subjects.stream().map(_ -> new ArrayList<Run>()).toList();
    for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
      for (int i = 0; i < subjects.size(); i++) {
        runs.get(i).add(run(subjects.get(i), environment));
      }
    }
    var rows = new ArrayList<Row>();
    for (int i = 0; i < subjects.size(); i++) {
      var own = runs.get(i);
      var hello = runs.getFirst();
      rows.add(
          new Row("function", subjects.get(i).name())
              .with("ms", figure(own, Run::millis))
              .with("÷ HelloWorld", Figure.of(ratios(own, hello, Run::millis)))
              .with("CPU ms", figure(own, Run::cpu))
              .with("÷ HelloWorld, CPU", Figure.of(ratios(own, hello, Run::cpu)))
              .with("peak memory, MB", figure(own, Run::megabytes)));
    }
    return rows;
  }

  /// Returns what every function is measured beside, made in `work`.
  static Subject helloWorld(Path work) throws IOException {
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
    var task = work.resolve("hello");
    return new Subject(
        "HelloWorld",
        FunctionProcess.managed(task, List.of()),
        task,
        HelloWorld.class.getName(),
        Functions.event("GetRecord"));
  }

  private static List<Subject> subjects(Path work) throws IOException {
    var functions = Artifact.unpack(Path.of("functions/target/functions.zip"), work.resolve("f"));
    var command = FunctionProcess.managed(functions, List.of());
    return List.of(
        helloWorld(work),
        Subject.of("GetRecord", command, functions, "records.GetRecord"),
        Subject.of("CreateRecord", command, functions, "records.CreateRecord"),
        Subject.of("CreateUser", command, functions, "users.CreateUser"));
  }

  private static Run run(Subject subject, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (var process =
        FunctionProcess.start(subject.command(), subject.task(), subject.handler(), environment)) {
      var result = process.api().invoke(subject.event());
      return new Run(
          (result.end() - process.start()) / 1e6, process.cpuMillis(), process.peakMegabytes());
    }
  }

  private static long classes(Subject subject, Map<String, String> environment, Path work)
      throws IOException, InterruptedException {
    var log = new ClassLog(work.resolve(subject.name() + ".classes"));
    try (var process =
        FunctionProcess.start(
            FunctionProcess.managed(subject.task(), List.of(log.option())),
            subject.task(),
            subject.handler(),
            environment)) {
      process.api().invoke(subject.event());
    }
    return log.count();
  }

  private static List<Double> ratios(List<Run> own, List<Run> other, ToDoubleFunction<Run> figure) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < own.size(); i++) {
      ratios.add(figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(other.get(i)));
    }
    return ratios;
  }

  private static Figure figure(List<Run> runs, ToDoubleFunction<Run> figure) {
    return Figure.of(runs.stream().map(figure::applyAsDouble).toList());
  }
}
