package dev.cubby.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.LambdaProcess;
import dev.cubby.testing.ScriptedDynamoDb;
import dev.cubby.testing.ScriptedDynamoDb.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @TempDir private static Path tasks;

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @RegisterExtension final ApiKeys apiKeys = new ApiKeys();

  @BeforeAll
  static void unpack() throws IOException {
    LambdaProcess.unpack(tasks);
  }

  @Test
  void artifactOfEachFunction_isSmall() throws IOException {
    assertThat(Files.size(Path.of("target/functions.zip"))).isLessThan(10_000_000);
  }

  @Test
  void apiFunction_answersAndLeavesItsMetricsAsTheyAre() throws Exception {
    var run = run("records.GetRecord", "get-record.json");

    assertThat(run.result())
        .startsWith("/2018-06-01/runtime/invocation/one/response {\"statusCode\":404,")
        .contains("urn:problem-type:cubby:not-found");
    assertThat(run.output().lines())
        .filteredOn(line -> line.contains("GetRecord"))
        .singleElement()
        .asString()
        .as("CloudWatch reads metrics only from a line that is the document itself")
        .startsWith("{\"_aws\":{\"Timestamp\":")
        .endsWith(",\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
  }

  @Test
  void callToDynamoDb_carriesLambdasTrace() throws Exception {
    try (var aws = ScriptedDynamoDb.answering(new Reply(200, "{}"))) {
      run(aws.endpoint(), "records.GetRecord", "get-record.json");

      assertThat(aws.headers("X-Amzn-Trace-Id")).isNotEmpty().containsOnly(LambdaProcess.TRACE);
    }
  }

  @Test
  void readOfARecord_loadsOnlyWhatItNeeds() throws Exception {
    var classes = Files.createTempFile(tasks, "classes", ".txt");

    run("records.GetRecord", "get-record.json", "-Xlog:class+load:" + classes);

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
    "console.GetConsole, get-console.json",
    "docs.GetDocs, get-docs.json",
    "docs.GetDocsFile, get-docs-file.json",
    "docs.GetOpenApi, get-open-api.json"
  })
  void functionOfAPage_answersWithoutSdkAndValidator(String handler, String event)
      throws Exception {
    assertThat(tasks.resolve("pages/lib/pages.jar"))
        .satisfies(jar ->
            assertThat(names(jar))
                .contains("dev/cubby/functions/docs/GetDocs.class")
                .noneMatch(name -> name.startsWith("software/amazon/awssdk/"))
                .noneMatch(name -> name.startsWith("org/hibernate/")));

    assertThat(run(handler, event).result())
        .startsWith("/2018-06-01/runtime/invocation/one/response {\"statusCode\":200,");
  }

  @Test
  void unknownKey_isTheErrorThatApiGatewayAnswersWith401() throws Exception {
    var run = run("keys.Authorize", "authorize.json");

    assertThat(run.result())
        .startsWith("/2018-06-01/runtime/invocation/one/error ")
        .contains("\"errorMessage\":\"Unauthorized\"");
  }

  @Test
  void refusedKey_isLogged() throws Exception {
    assertThat(run("keys.Authorize", "authorize.json").output().lines())
        .filteredOn(line -> line.contains("\"function\":\"Authorize\""))
        .singleElement()
        .asString()
        .contains("\"status\":401")
        .doesNotContain("cubby_EXAMPLE-KEY");
  }

  @Test
  void log_hasNeitherKeyNorValue() throws Exception {
    assertThat(run("records.CreateRecord", "create-record.json").output())
        .contains("\"status\":201")
        .doesNotContain("cubby_EXAMPLE-KEY")
        .doesNotContain("theme");
  }

  @Test
  void bootstrap_returnsTheKeyOnce_asDeployShExpects() throws Exception {
    assertThat(run("keys.Bootstrap", "bootstrap.json").result())
        .matches(".*/response \\{\"adminKey\":\"cubby_.{43}\"}");
    assertThat(run("keys.Bootstrap", "bootstrap.json").result()).endsWith("/response {}");
  }

  @Test
  void streamFunction_reportsWhatItCouldNotDo() throws Exception {
    var run = run("keys.ReconcileGatewayKeys", "reconcile-gateway-keys.json");

    assertThat(run.result()).endsWith("/response {\"batchItemFailures\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys.Authorize", "keys.ReconcileGatewayKeys", "records.DeleteRecord"})
  void warmUp_isNoErrorOfAnyKindOfFunction(String handler) throws Exception {
    assertThat(run(handler, "warm-up.json").result())
        .startsWith("/2018-06-01/runtime/invocation/one/response ");
  }

  private static List<String> names(Path jar) throws IOException {
    try (var file = new ZipFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  private record Run(String result, String output) {}

  private Run run(String handler, String event, String... options) throws Exception {
    return run(dynamoDb.endpoint(), handler, event, options);
  }

  private Run run(URI endpoint, String handler, String event, String... options) throws Exception {
    var environment = LambdaProcess.environment(endpoint, dynamoDb.tableName(), apiKeys.endpoint());
    try (var process = LambdaProcess.start(tasks, handler, environment, options)) {
      var result = process.invoke(Files.readString(Path.of("../events", event)));
      return new Run(result, process.output());
    }
  }
}
