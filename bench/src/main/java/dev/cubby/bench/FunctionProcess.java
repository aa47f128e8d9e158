package dev.cubby.bench;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A function in a JVM of its own, in Lambda's runtime client, with Lambda's flags. Linux only.
final class FunctionProcess implements AutoCloseable {

  /// 85 % of 1769 MB, and what the managed runtime sets: serial collection, C1 only. The heap
  /// starts as on a machine of that memory.
  static final List<String> FLAGS =
      List.of(
          "-XX:MaxRAM=1769m",
          "-Xmx1504m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
          "--enable-native-access=ALL-UNNAMED");

  private static final Path LIBRARY = library();

  private final Process process;
  private final long start;
  private final RuntimeApi api;
  private final Path output;

  private FunctionProcess(Process process, long start, RuntimeApi api, Path output) {
    this.process = process;
    this.start = start;
    this.api = api;
    this.output = output;
  }

  /// Starts `handler` with the code in `task` as the managed runtime does, with more `options`.
  static FunctionProcess start(
      Path task, String handler, Map<String, String> environment, List<String> options)
      throws IOException {
    return start(managed(task, options), task, handler, environment);
  }

  /// Starts a runtime by `command`, which takes the name of the handler as its last argument.
  static FunctionProcess start(
      List<String> command, Path task, String handler, Map<String, String> environment)
      throws IOException {
    var api = new RuntimeApi();
    var output = Files.createTempFile("output", ".txt");
    var builder =
        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(handler)).toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("_HANDLER", handler);
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    var start = System.nanoTime();
    var process = builder.start();
    Thread.ofVirtual()
        .start(() -> {
          process.onExit().join();
          api.ended();
        });
    return new FunctionProcess(process, start, api, output);
  }

  /// Returns the managed runtime's command for the code in `task`, with more `options`.
  static List<String> managed(Path task, List<String> options) throws IOException {
    var classPath = runtime().stream().map(Path::toString).collect(Collectors.joining(":"));
    return java(
        Path.of(System.getProperty("java.home")),
        classPath + ":" + task + ":" + task + "/lib/*",
        options);
  }

  /// Returns a command that runs the runtime's client on the Java in `home`.
  static List<String> java(Path home, String classPath, List<String> options) {
    var command = new ArrayList<String>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(FLAGS);
    command.addAll(options);
    command.add(
        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
            + LIBRARY);
    command.add("-cp");
    command.add(classPath);
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    return command;
  }

  RuntimeApi api() {
    return api;
  }

  /// When the process was spawned, by [System#nanoTime].
  long start() {
    return start;
  }

  /// Returns the lines that the function has printed.
  Stream<String> output() throws IOException {
    return Files.readAllLines(output).stream();
  }

  /// Returns the CPU time of all threads so far, in milliseconds.
  double cpuMillis() {
    return CpuTime.micros(process.pid()) / 1000;
  }

  /// Returns the peak of the resident memory so far, in MB.
  long peakMegabytes() throws IOException {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /// Ends the process as a signal does, so that it writes what it writes at its end.
  void end() {
    process.destroy();
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    api.close();
    Files.delete(output);
  }

  // The client would unpack its library to one file in /tmp, which another process may be loading.
  private static Path library() {
    var architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    var name = "/jni/libaws-lambda-jni.linux-" + architecture + ".so";
    try (var file = requireNonNull(FunctionProcess.class.getResourceAsStream(name), name)) {
      var copy = Files.createTempFile("aws-lambda-jni", ".so");
      copy.toFile().deleteOnExit();
      Files.copy(file, copy, REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the jars that Lambda's runtime has itself.
  static List<Path> runtime() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("bench/target/lib"))) {
      return jars.filter(jar ->
              jar.getFileName()
                  .toString()
                  .matches(
                      "(aws-lambda-java-(core|serialization|runtime-interface-client)|utils-lite)-.*"))
          .sorted()
          .toList();
    }
  }
}
