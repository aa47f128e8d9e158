package dev.cubby.functions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.RuntimeApi;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The artifact as Lambda has it, in Lambda's own runtime client, a process of its own. The client
/// is native, and Linux's.
@EnabledOnOs(OS.LINUX)
@Execution(CONCURRENT)
class LambdaRuntimeIT {

  private static final List<String> RUNTIME =
      List.of(
          "aws-lambda-java-core-",
          "aws-lambda-java-serialization-",
          "aws-lambda-java-runtime-interface-client-",
          "utils-lite-");

  @TempDir private static Path tasks;

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @RegisterExtension final ApiKeys apiKeys = new ApiKeys();

  // The client would unpack its library to one file in /tmp, which another process may be loading.
  private static Path library() {
    return tasks.resolve("aws-lambda-jni.so");
  }

  @BeforeAll
  static void unpack() throws IOException {
    var architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    var name = "/jni/libaws-lambda-jni.linux-" + architecture + ".so";
    try (var file = requireNonNull(LambdaRuntimeIT.class.getResourceAsStream(name), name)) {
      Files.copy(file, library());
    }
    for (var artifact : List.of("functions", "docs")) {
      try (var zip = FileSystems.newFileSystem(Path.of("target", artifact + ".zip"));
          var files = Files.walk(zip.getPath("/"))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          var copy = tasks.resolve(artifact + file);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  void artifactOfEachFunction_isSmall() throws IOException {
    assertThat(Files.size(Path.of("target/functions.zip"))).isLessThan(10_000_000);
  }

  @Test
  void apiFunction_answersAndLeavesItsMetricsAsTheyAre() throws Exception {
    var run = run("dev.cubby.functions.records.GetRecord", "get-record.json");

    assertThat(run.result())
        .startsWith("/2018-06-01/runtime/invocation/one/response {\"statusCode\":404,")
        .contains("urn:problem-type:cubby:not-found");
    assertThat(run.output().lines())
        .filteredOn(line -> line.contains("GetRecord"))
        .singleElement()
        .asString()
        .as("CloudWatch reads metrics only from a line that is the document itself")
        .startsWith("{\"_aws\":{\"Timestamp\":");
  }

  @Test
  void readOfARecord_loadsOnlyWhatItNeeds() throws Exception {
    var classes = Files.createTempFile(tasks, "classes", ".txt");

    run("dev.cubby.functions.records.GetRecord", "get-record.json", "-Xlog:class+load:" + classes);

    assertThat(Files.readString(classes))
        .contains(" dev.cubby.functions.records.GetRecord ")
        .doesNotContain(" org.hibernate.")
        .doesNotContain(" jakarta.validation.")
        .doesNotContain(" com.fasterxml.jackson.databind.")
        .doesNotContain(" com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.");
    assertThat(Files.readString(classes).lines().filter(line -> line.contains(" source: ")).count())
        .as("classes loaded by a cold start")
        .isLessThan(4_450);
  }

  @ParameterizedTest
  @CsvSource({
    "docs.GetDocs, get-docs.json",
    "docs.GetDocsFile, get-docs-file.json",
    "docs.GetOpenApi, get-open-api.json"
  })
  void functionOfTheDocs_answersWithoutSdkAndValidator(String handler, String event)
      throws Exception {
    assertThat(tasks.resolve("docs/lib/docs.jar"))
        .satisfies(jar ->
            assertThat(names(jar))
                .contains("dev/cubby/functions/docs/GetDocs.class")
                .noneMatch(name -> name.startsWith("software/amazon/awssdk/"))
                .noneMatch(name -> name.startsWith("org/hibernate/")));

    assertThat(run("dev.cubby.functions." + handler, event).result())
        .startsWith("/2018-06-01/runtime/invocation/one/response {\"statusCode\":200,");
  }

  @Test
  void unknownKey_isTheErrorThatApiGatewayAnswersWith401() throws Exception {
    var run = run("dev.cubby.functions.keys.Authorize", "authorize.json");

    assertThat(run.result())
        .startsWith("/2018-06-01/runtime/invocation/one/error ")
        .contains("\"errorMessage\":\"Unauthorized\"");
  }

  @Test
  void bootstrap_returnsTheKeyOnce_asDeployShExpects() throws Exception {
    assertThat(run("dev.cubby.functions.keys.Bootstrap", "bootstrap.json").result())
        .matches(".*/response \\{\"adminKey\":\"cubby_.{43}\"}");
    assertThat(run("dev.cubby.functions.keys.Bootstrap", "bootstrap.json").result())
        .endsWith("/response {}");
  }

  @Test
  void streamFunction_reportsWhatItCouldNotDo() throws Exception {
    var run = run("dev.cubby.functions.keys.ReconcileGatewayKeys", "reconcile-gateway-keys.json");

    assertThat(run.result()).endsWith("/response {\"batchItemFailures\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys.Authorize", "keys.ReconcileGatewayKeys", "records.DeleteRecord"})
  void warmUp_isNoErrorOfAnyKindOfFunction(String handler) throws Exception {
    assertThat(run("dev.cubby.functions." + handler, "warm-up.json").result())
        .startsWith("/2018-06-01/runtime/invocation/one/response ");
  }

  private static List<String> names(Path jar) throws IOException {
    try (var file = new ZipFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  private record Run(String result, String output) {}

  private Run run(String handler, String event) throws Exception {
    return run(handler, event, "-Xlog:disable");
  }

  private Run run(String handler, String event, String logging) throws Exception {
    var text = Files.readString(Path.of("../events", event));
    var task = tasks.resolve(handler.contains(".docs.") ? "docs" : "functions");
    var output = Files.createTempFile(tasks, "output", ".txt");
    try (var api = RuntimeApi.handingOut(text)) {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                      + library(),
                  // As Lambda's runtime starts Java.
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  logging,
                  "-cp",
                  classPath(task),
                  "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                  handler)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      process.environment().clear();
      process.environment().putAll(environment(api, handler, task));
      var running = process.start();
      try {
        var result = api.result().get(120, TimeUnit.SECONDS);
        return new Run(result, Files.readString(output, StandardCharsets.UTF_8));
      } finally {
        running.destroyForcibly().waitFor();
      }
    }
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

  private Map<String, String> environment(RuntimeApi api, String handler, Path task) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", api.address()),
        Map.entry("ACTION_RETENTION_DAYS", "30"),
        Map.entry("CALL_LIMITS_FACTOR", "10"),
        Map.entry("SOURCE_RETENTION_DAYS", "8"),
        Map.entry("SOURCE_SHARDS", "1"),
        Map.entry("_HANDLER", handler),
        Map.entry("LAMBDA_TASK_ROOT", task.toString()),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "f"),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "g"),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "s"),
        Map.entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        Map.entry("AWS_LAMBDA_LOG_LEVEL", "INFO"),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "local"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString()),
        Map.entry("AWS_ENDPOINT_URL_API_GATEWAY", apiKeys.endpoint().toString()),
        Map.entry("ADMIN_PLAN_ID", "AdminPlan"),
        Map.entry("BASIC_PLAN_ID", "BasicPlan"),
        Map.entry("PRO_PLAN_ID", "ProPlan"),
        Map.entry("TABLE_NAME", dynamoDb.tableName()),
        Map.entry("ALLOWED_ORIGIN", "http://localhost:3000"));
  }
}
