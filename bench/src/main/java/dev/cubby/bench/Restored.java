package dev.cubby.bench;

import dev.cubby.bench.Functions.Function;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The first call after a snapshot: the runtime's hooks run, then every function behind API Gateway
/// gets its event of events/. The first call beside the median of warm ones, and the classes that
/// the first call loads.
final class Restored {

  private static final int WARM = 300;

  private Restored() {}

  /// Measures the functions `names`; without names, all.
  static List<Row> run(List<String> names) throws IOException, InterruptedException {
    var rows = new ArrayList<Row>();
    try (var work = new WorkDirectory();
        var aws = new InstantAws()) {
      var environment =
          Environment.of(aws.endpoint(), Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
      Functions.unpack(work.path());
      for (var function : Functions.withRoute()) {
        if (names.isEmpty() || names.contains(function.name())) {
          rows.add(row(function, work.path(), environment));
        }
      }
    }
    return rows;
  }

  private static Row row(Function function, Path work, Map<String, String> environment)
      throws IOException, InterruptedException {
    var log = new ClassLog(work.resolve(function.name() + ".classes"));
    var event = Functions.event(function.name());
    try (var process =
        FunctionProcess.start(
            work.resolve(function.artifact()),
            function.handler(),
            environment,
            List.of(log.option()))) {
      process.api().ready();
      long primed = log.count();
      var first = process.api().invoke(event);
      long loaded = log.count() - primed;
      var warm = new ArrayList<Double>();
      for (int i = 0; i < WARM; i++) {
        var result = process.api().invoke(event);
        if (i >= WARM / 2) {
          warm.add(millis(result));
        }
      }
      var median = Figure.of(warm);
      return new Row("function", function.name())
          .with("status", Integer.parseInt(first.body().replaceFirst("\\D*(\\d+).*", "$1")))
          .with("first ms", millis(first))
          .with("warm ms", median)
          .with("first ÷ warm", millis(first) / median.median())
          .with("classes", loaded);
    }
  }

  private static double millis(RuntimeApi.Result result) {
    return (result.end() - result.begin()) / 1e6;
  }
}
