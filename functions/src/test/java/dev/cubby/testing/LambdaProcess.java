package dev.cubby.testing;

import static java.util.Objects.requireNonNull;

import dev.cubby.local.template.reader.TemplateReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// A function's artifact as Lambda has it, in Lambda's own runtime client, in a process of its own.
/// The client is native, and Linux's.
public final class LambdaProcess implements AutoCloseable {

  /// The X-Ray trace of every event.
  public static final String TRACE = RuntimeApi.TRACE;

  private static final List<String> RUNTIME =
      List.of(
          "aws-lambda-java-core-",
          "aws-lambda-java-serialization-",
          "aws-lambda-java-runtime-interface-client-",
          "utils-lite-");

  private final RuntimeApi api;
  private final Process process;
  private final Path output;

  private LambdaProcess(RuntimeApi api, Process process, Path output) {
    this.api = api;
    this.process = process;
    this.output = output;
  }

  /// Unpacks both artifacts and the runtime's native library into `directory`, for [#start].
  public static void unpack(Path directory) throws IOException {
    var architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    var name = "/jni/libaws-lambda-jni.linux-" + architecture + ".so";
    try (var file = requireNonNull(LambdaProcess.class.getResourceAsStream(name), name)) {
      Files.copy(file, library(directory));
    }
    for (var artifact : List.of("functions", "pages")) {
      try (var zip = FileSystems.newFileSystem(Path.of("target", artifact + ".zip"));
          var files = Files.walk(zip.getPath("/"))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          var copy = directory.resolve(artifact + file);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  /// Starts `handler` of package `dev.cubby.functions` from what was unpacked into `directory`,
  /// with more `options` of Java.
  public static LambdaProcess start(
      Path directory, String handler, Map<String, String> environment, String... options)
      throws IOException {
    boolean isPage = handler.startsWith("console.") || handler.startsWith("docs.");
    var task = directory.resolve(isPage ? "pages" : "functions");
    var name = "dev.cubby.functions." + handler;
    var output = Files.createTempFile(directory, "output", ".txt");
    var api = new RuntimeApi();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    // The client would unpack its library to one file in /tmp, which another process may be
    // loading.
    command.add(
        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
            + library(directory));
    // As Lambda's runtime starts Java.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            classPath(task),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            name));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("_HANDLER", name);
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    return new LambdaProcess(api, builder.start(), output);
  }

  /// The variables of a function: Lambda's, and those of template.yaml.
  public static Map<String, String> environment(URI dynamoDb, String table, URI gateway) {
    var variables = new HashMap<String, String>();
    TemplateReader.read(Path.of("../template.yaml"))
        .functions()
        .values()
        .forEach(function -> variables.putAll(function.environment()));
    variables.putAll(
        Map.ofEntries(
            Map.entry("AWS_ACCESS_KEY_ID", "local"),
            Map.entry("AWS_ENDPOINT_URL_API_GATEWAY", gateway.toString()),
            Map.entry("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString()),
            Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
            Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769"),
            Map.entry("AWS_LAMBDA_FUNCTION_NAME", "f"),
            Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            Map.entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
            Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "g"),
            Map.entry("AWS_LAMBDA_LOG_LEVEL", "INFO"),
            Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "s"),
            Map.entry("AWS_REGION", "us-east-1"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
            Map.entry("CALL_LIMITS_FACTOR", "10"),
            Map.entry("TABLE_NAME", table)));
    return variables;
  }

  /// Returns the response to `event` or the error, after the path that it was sent to.
  public String invoke(String event) throws InterruptedException, TimeoutException {
    return api.invoke(event);
  }

  /// Returns what the function has printed.
  public String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
  }

  private static Path library(Path directory) {
    return directory.resolve("aws-lambda-jni.so");
  }

  // The runtime's own jars, and then the task's as Lambda adds them.
  private static String classPath(Path task) {
    var runtime =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry ->
                RUNTIME.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
            .collect(Collectors.joining(File.pathSeparator));
    return String.join(File.pathSeparator, runtime, task.toString(), task + "/lib/*");
  }
}
