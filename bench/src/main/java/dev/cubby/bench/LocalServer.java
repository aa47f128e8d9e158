package dev.cubby.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A server on this machine, with the facts that it prints when it is ready. Linux only.
final class LocalServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Process process;
  private final Path output;
  private final Map<String, String> facts;

  private LocalServer(Process process, Path output, Map<String, String> facts) {
    this.process = process;
    this.output = output;
    this.facts = facts;
  }

  /// Starts the API with `start-local.sh` and this admin key, whose rate limit it does not reach.
  static LocalServer api(String key) throws IOException, InterruptedException {
    return api(key, List.of(), Map.of());
  }

  /// Starts it with more `options` and variables.
  static LocalServer api(String key, List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    var command =
        List.of(
            "./start-local.sh",
            "--port",
            "0",
            "--admin-key",
            key,
            "--parameter",
            "AdminRateLimit=1000000",
            "--parameter",
            "AdminBurstLimit=5000");
    return start(
        Stream.concat(command.stream(), options.stream()).toList(), environment, "is ready at");
  }

  /// Starts the FastAPI app on two workers. Uvicorn's workers on Python's own event loop do not set
  /// `TCP_NODELAY`, so that each response takes 40 ms; those on uvloop do.
  static LocalServer peer(String dynamoDb) throws IOException, InterruptedException {
    int port = freePort();
    var server =
        start(
            List.of(
                "/usr/bin/python3",
                "-B",
                "-m",
                "uvicorn",
                "--app-dir=bench/src/main/python",
                "--workers=2",
                "--loop=uvloop",
                "--http=httptools",
                "--no-access-log",
                "--port=" + port,
                "peer:app"),
            Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb),
            "startup complete");
    server.facts.put("URL", "http://127.0.0.1:" + port);
    return server;
  }

  private static LocalServer start(
      List<String> command, Map<String, String> environment, String ready)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("server", ".txt");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(output).contains(ready)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        var text = Files.readString(output);
        Files.delete(output);
        throw new IllegalStateException(command + " is not ready:\n" + text);
      }
      Thread.sleep(20);
    }
    try (var lines = Files.lines(output)) {
      return new LocalServer(
          process,
          output,
          lines
              .map(line -> line.split(" {2,}", 2))
              .filter(parts -> parts.length == 2)
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, _) -> a)));
    }
  }

  /// Returns a port that nothing uses.
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// What the server printed after `label`.
  String fact(String label) {
    return requireNonNull(facts.get(label), label);
  }

  /// The process of the server's JVM.
  long java() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
        .map(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  /// The CPU time of the server and its workers so far, in microseconds.
  double cpuMicros() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(handle -> CpuTime.micros(handle.pid()))
        .sum();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.delete(output);
  }
}
