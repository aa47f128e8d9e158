package dev.cubby.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.SamProject;
import dev.cubby.local.template.reader.TemplateReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a function does to its process.
@Timeout(60)
class FunctionProcessTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "exit, exited without providing a reason",
    "fail, exited with error: exit status 1",
    "runtime, exited with error: exit status 2",
    "halt, exited with error: exit status 2",
    "reference, exited with error: exit status 2",
    "bound, exited with error: exit status 2",
    "caught, exited with error: exit status 2",
    "thread, exited with error: exit status 2",
    "pool, exited with error: exit status 2",
  })
  void exit_endsTheInvocationAndItsEnvironment(String action, String message) {
    for (boolean isolated : new boolean[] {false, true}) {
      try (var runtime = runtime("Exiting", "", isolated)) {
        assertThat(invoke(runtime, "ignore")).isEqualTo("1");
        assertThat(invoke(runtime, action))
            .matches(
                "\\{\"errorMessage\":\"RequestId: [0-9a-f-]{36} Error: Runtime "
                    + message
                    + "\",\"errorType\":\"Runtime.ExitError\"}");
        assertThat(invoke(runtime, "ignore")).isEqualTo("1");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void exitWhileInitializing_isAFailure(boolean isolated) {
    try (var runtime = runtime("Exiting", "EXIT: now", isolated)) {
      assertThat(invoke(runtime, "ignore")).contains("exit status 3", "Runtime.ExitError");
    }
  }

  @Test
  void threadOfTheCommonPool_hasTheEnvironmentOfTheFunction() {
    try (var runtime = runtime("Exiting::variable", "NAME: f", false)) {
      assertThat(invoke(runtime, "NAME")).isEqualTo("\"f\"");
      assertThat(invoke(runtime, "PATH")).isEqualTo("\"null\"");
    }
  }

  @Test
  void shutdownHook_runsWhileItsClassesAreThere() {
    var property = UUID.randomUUID().toString();
    try (var runtime = runtime("Exiting::hook", "", false)) {
      assertThat(invoke(runtime, property)).isEqualTo("true");
      assertThat(System.getProperty(property)).isNull();
    }

    assertThat(System.getProperty(property)).isEqualTo("F");
  }

  private static String invoke(LambdaRuntime runtime, String text) {
    var event = ('"' + text + '"').getBytes(UTF_8);
    return new String(runtime.invoke("F", event).payload(), UTF_8);
  }

  private LambdaRuntime runtime(String handler, String variable, boolean isolated) {
    var project =
        SamProject.create(
            directory,
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  CodeUri: functions.zip
                  Timeout: 60
                  Handler: dev.cubby.local.sample.%s
                  Environment: {Variables: {%s}}
            """
                .formatted(handler, variable));
    return new LambdaRuntime(TemplateReader.read(project.template()), isolated, Map.of(), Map.of());
  }
}
