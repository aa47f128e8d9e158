package dev.cubby.bench;

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

  // 85 % of 1769 MB, and what the managed runtime sets: serial collection, C1 only.
  private static final List<String> FLAGS =
      List.of(
          "-Xmx1504m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
          "--enable-native-access=ALL-UNNAMED");

  private static final Path LIBRARY = library();

  /// CPU ticks a second in /proc.
  private static final int TICKS = 100;

  private final Process process;
  private final long start;
  private final RuntimeApi api;

  private FunctionProcess(Process process, long start, RuntimeApi api) {
    this.process = process;
    this.start = start;
    this.api = api;
  }

  /// Starts `handler` with the code in `task`, the variables in `environment` added.
  static FunctionProcess start(
      Path task, String handler, Map<String, String> environment, List<String> options)
      throws IOException {
    var api = new RuntimeApi();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(FLAGS);
    command.addAll(options);
    command.add(
        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
            + LIBRARY);
    command.addAll(
        List.of(
            "-cp",
            runtime() + ":" + task + ":" + task + "/lib/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("_HANDLER", handler);
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    var start = System.nanoTime();
    return new FunctionProcess(builder.start(), start, api);
  }

  RuntimeApi api() {
    return api;
  }

  /// When the process was spawned, by [System#nanoTime].
  long start() {
    return start;
  }

  /// Returns the CPU time of all threads so far, in milliseconds.
  long cpuMillis() throws IOException {
    var stat = Files.readString(proc("stat"));
    // utime and stime are fields 14 and 15; the name, field 2, may contain spaces.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS;
  }

  /// Returns the peak of the resident memory so far, in MB.
  long peakMegabytes() throws IOException {
    return Files.readAllLines(proc("status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  // The client would unpack its library to one file in /tmp, which another process may be loading.
  private static Path library() {
    var architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    var name = "/jni/libaws-lambda-jni.linux-" + architecture + ".so";
    try (var file = requireNonNull(FunctionProcess.class.getResourceAsStream(name), name)) {
      var copy = Files.createTempDirectory("jni").resolve("aws-lambda-jni.so");
      Files.copy(file, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The jars that Lambda's runtime has itself.
  private static String runtime() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("bench/target/lib"))) {
      return jars.map(Path::toString)
          .filter(jar ->
              jar.matches(
                  ".*/(aws-lambda-java-(core|serialization|runtime-interface-client)|utils-lite)-.*"))
          .sorted()
          .collect(Collectors.joining(":"));
    }
  }
}
