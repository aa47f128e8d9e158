package dev.cubby.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.local.SamProject;
import dev.cubby.local.template.FunctionDefinition;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.reader.TemplateReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// What Lambda limits: time, payloads, and invocations at once.
@Timeout(300)
@Isolated("Its functions keep all processors busy.")
class LimitsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  /// Long enough for what does not wait.
  private static final Duration SHORT = Duration.ofSeconds(3);

  private static final int MAX = LambdaRuntime.MAX_PAYLOAD_BYTES;

  @TempDir private Path directory;

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final String gate = UUID.randomUUID().toString();

  @AfterEach
  void openGate() {
    System.setProperty(gate + ".open", "");
    callers.close();
  }

  @Test
  void functionPastItsTimeout_isCutOffAndItsInstanceIsNotUsedAgain() throws Exception {
    try (var runtime = runtime("Gated", SHORT, false)) {
      assertThat(answer(runtime.invoke("F", bytes("{}"))).path("callsOfInstance").asInt())
          .isEqualTo(1);

      var result = (InvocationResult.Failure) runtime.invoke("F", gated());

      assertThat(result.isTimeout()).isTrue();
      assertThat(new String(result.payload(), UTF_8))
          .matches(
              "\\{\"errorMessage\":\"RequestId: [0-9a-f-]{36} Error: Task timed out after 3\\.00"
                  + " seconds\",\"errorType\":\"Sandbox\\.Timedout\"}");
      var next = answer(runtime.invoke("F", bytes("{}")));
      assertThat(next.path("callsOfInstance").asInt()).isEqualTo(1);
      assertThat(next.path("callsOfClass").asInt()).isEqualTo(3);
      while (answer(runtime.invoke("F", bytes("{}"))).path("interruptions").asInt() == 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void isolatedFunctionPastItsTimeout_losesItsClassesToo() throws Exception {
    try (var runtime = runtime("Gated", SHORT, true)) {
      runtime.invoke("F", gated());

      assertThat(answer(runtime.invoke("F", bytes("{}"))).path("callsOfClass").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void functionsThatComputeWithoutEnd_areCutOffAndLeaveOthersTheirThreads() throws Exception {
    try (var runtime = runtime("Gated", Duration.ofSeconds(5), false)) {
      var restless = bytes("{\"gate\":\"" + gate + "\",\"restless\":\"\"}");
      Callable<InvocationResult> invocation = () -> runtime.invoke("Many", restless);
      int more = Runtime.getRuntime().availableProcessors() + 1;
      for (var result : callers.invokeAll(Collections.nCopies(more, invocation))) {
        assertThat(result.get()).isInstanceOf(InvocationResult.Failure.class);
      }

      assertThat(callers.submit(() -> runtime.invoke("Many", bytes("{}"))).get())
          .isInstanceOf(InvocationResult.Success.class);
    }
  }

  @Test
  void functionThatOccupiesTheCommonPool_isCutOff() throws Exception {
    try (var runtime = runtime("Gated", SHORT, false)) {
      var crowded = bytes("{\"gate\":\"" + gate + "\",\"crowded\":\"\"}");

      assertThat((InvocationResult.Failure) runtime.invoke("F", crowded))
          .matches(InvocationResult.Failure::isTimeout);
    }
  }

  @Test
  void remainingTime_startsAtTheTimeout() throws Exception {
    try (var runtime = runtime("Gated", Duration.ofSeconds(20), false)) {
      assertThat(answer(runtime.invoke("F", bytes("{}"))).path("remainingMillis").asInt())
          .isBetween(10_000, 20_000);
    }
  }

  @Test
  void impatientCaller_leavesTheFunctionRunning() throws Exception {
    try (var runtime = runtime("Gated", LONG, false)) {
      assertThat(runtime.invoke("F", gated(), Duration.ofMillis(50))).isEmpty();

      awaitGate();
      assertThat(answer(runtime.invoke("F", bytes("{}"))).path("interruptions").asInt()).isZero();
    }
  }

  @Test
  void eventOverTheLimit_isRefused() {
    try (var runtime = runtime("Gated", LONG, false)) {
      assertThat(runtime.invoke("F", eventOf(MAX))).isInstanceOf(InvocationResult.Success.class);
      assertThat(runtime.invoke("F", eventOf(MAX + 1)))
          .isEqualTo(new InvocationResult.Refused(InvocationResult.Reason.TOO_LARGE))
          .extracting(result -> new String(result.payload(), UTF_8))
          .isEqualTo(
              "{\"Type\":\"User\",\"message\":\"Request must be smaller than 6291456 bytes for the"
                  + " InvokeFunction operation\"}");
    }
  }

  @Test
  void answerOverTheLimit_isAFailure() {
    int greeting = "\"Hello \"".length();
    try (var runtime = runtime("Greeter$OfString", LONG, false)) {
      assertThat(runtime.invoke("F", bytes("\"" + "a".repeat(MAX - greeting) + "\"")))
          .isInstanceOf(InvocationResult.Success.class);
      assertThat(runtime.invoke("F", bytes("\"" + "a".repeat(MAX - greeting + 1) + "\"")))
          .isEqualTo(
              new InvocationResult.Failure(
                  "Function.ResponseSizeTooLarge",
                  "Response payload size exceeded maximum allowed payload size (6291456 bytes)."));
    }
  }

  @Test
  void invocationOverTheReservedConcurrency_isThrottled() throws Exception {
    try (var runtime = runtime("Gated", LONG, false)) {
      var first = invokeGated(runtime, "One");

      assertThat(runtime.invoke("One", bytes("{}")))
          .isEqualTo(new InvocationResult.Refused(InvocationResult.Reason.THROTTLED));

      System.setProperty(gate + ".open", "");
      assertThat(first.get()).isInstanceOf(InvocationResult.Success.class);
      assertThat(runtime.invoke("One", bytes("{}"))).isInstanceOf(InvocationResult.Success.class);
    }
  }

  @Test
  void reservedConcurrencyOfNone_throttlesEveryInvocation_andIsPrintedOnce() {
    var console = System.err;
    var printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, UTF_8));
    try (var runtime = runtime("Gated", LONG, false)) {
      for (int i = 0; i < 2; i++) {
        assertThat(runtime.invoke("Closed", bytes("{}")))
            .isEqualTo(new InvocationResult.Refused(InvocationResult.Reason.THROTTLED));
      }
    } finally {
      System.setErr(console);
    }
    assertThat(printed.toString(UTF_8))
        .isEqualTo("Closed is throttled: its ReservedConcurrentExecutions is 0\n");
  }

  @Test
  void functionsWithoutReservedConcurrency_shareWhatIsLeftOfTheAccounts() throws Exception {
    try (var runtime = runtime("Gated", LONG, false)) {
      var first = invokeGated(runtime, "F");

      assertThat(runtime.invoke("G", bytes("{}")))
          .isEqualTo(new InvocationResult.Refused(InvocationResult.Reason.THROTTLED));
      assertThat(runtime.invoke("Many", bytes("{}"))).isInstanceOf(InvocationResult.Success.class);
      System.setProperty(gate + ".open", "");
      assertThat(first.get()).isInstanceOf(InvocationResult.Success.class);
    }
  }

  @Test
  void timedOutInvocation_countsNoMore() {
    try (var runtime = runtime("Gated", SHORT, false)) {
      runtime.invoke("One", gated());

      assertThat(runtime.invoke("One", bytes("{}"))).isInstanceOf(InvocationResult.Success.class);
    }
  }

  @Test
  void isolatedInvocationsAtOnce_haveClassesOfTheirOwnAndLeaveThemToTheNext() throws Exception {
    try (var runtime = runtime("Gated", LONG, true)) {
      var first = invokeGated(runtime, "Many");
      var second = answer(runtime.invoke("Many", bytes("{}")));
      var third = answer(runtime.invoke("Many", bytes("{}")));
      System.setProperty(gate + ".open", "");

      assertThat(answer(first.get()).path("callsOfClass").asInt()).isEqualTo(1);
      assertThat(second.path("callsOfClass").asInt()).isEqualTo(1);
      assertThat(third.path("callsOfClass").asInt()).isEqualTo(2);
      assertThat(third.path("callsOfInstance").asInt()).isEqualTo(2);
    }
  }

  @Test
  void sharedInvocationsAtOnce_haveOneInstance() throws Exception {
    try (var runtime = runtime("Gated", LONG, false)) {
      var first = invokeGated(runtime, "Many");
      var second = answer(runtime.invoke("Many", bytes("{}")));
      System.setProperty(gate + ".open", "");

      assertThat(answer(first.get()).path("callsOfInstance").asInt()).isEqualTo(1);
      assertThat(second.path("callsOfInstance").asInt()).isEqualTo(2);
    }
  }

  private Future<InvocationResult> invokeGated(LambdaRuntime runtime, String function)
      throws InterruptedException {
    var result = callers.submit(() -> runtime.invoke(function, gated()));
    awaitGate();
    return result;
  }

  private void awaitGate() throws InterruptedException {
    while (System.getProperty(gate + ".reached") == null) {
      Thread.sleep(5);
    }
  }

  /// Functions `F` and `G`, which have one invocation of the account's 1 000 between them, and
  /// `One`, `Closed` and `Many`, which have 1, 0 and 998.
  private LambdaRuntime runtime(String handler, Duration timeout, boolean isolated) {
    var template =
        TemplateReader.read(
            SamProject.create(
                    directory,
                    """
                    Globals: {Function: {Runtime: java25, CodeUri: functions.zip, Handler: dev.cubby.local.sample.%s}}
                    Resources:
                      F: {Type: AWS::Serverless::Function}
                      G: {Type: AWS::Serverless::Function}
                      One: {Type: AWS::Serverless::Function, Properties: {ReservedConcurrentExecutions: 1}}
                      Closed: {Type: AWS::Serverless::Function, Properties: {ReservedConcurrentExecutions: 0}}
                      Many: {Type: AWS::Serverless::Function, Properties: {ReservedConcurrentExecutions: 998}}
                    """
                        .formatted(handler))
                .template());
    var functions = new HashMap<String, FunctionDefinition>();
    template.functions().forEach((id, function) -> functions.put(id, with(timeout, function)));
    return new LambdaRuntime(
        new Template(
            template.pseudoParameters(),
            functions,
            template.api(),
            template.tables(),
            template.apiKeys(),
            template.usagePlans(),
            template.streams(),
            template.schedules(),
            template.notRun()),
        isolated,
        Map.of(),
        Map.of());
  }

  /// Templates know whole seconds only.
  private static FunctionDefinition with(Duration timeout, FunctionDefinition function) {
    return new FunctionDefinition(
        function.logicalId(),
        function.name(),
        function.arn(),
        function.runtime(),
        function.handler(),
        function.codeUri(),
        function.environment(),
        timeout,
        function.memoryMegabytes(),
        function.version(),
        function.reservedConcurrency());
  }

  private byte[] gated() {
    return bytes("{\"gate\":\"" + gate + "\"}");
  }

  private static byte[] eventOf(int size) {
    var frame = "{\"padding\":\"\"}";
    return bytes("{\"padding\":\"" + "a".repeat(size - frame.length()) + "\"}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static JsonNode answer(InvocationResult result) throws IOException {
    return requireNonNull(new JsonMapper().readTree(result.payload()));
  }
}
