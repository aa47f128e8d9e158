package dev.cubby.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.SamProject;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a function's code may be.
class CodeUriTest {

  private static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25, Handler: dev.cubby.local.sample.Echo}}
      Resources:
        F: {Type: AWS::Serverless::Function, Properties: {CodeUri: %s}}
        G: {Type: AWS::Serverless::Function, Properties: {CodeUri: %s}}
        H: {Type: AWS::Serverless::Function, Properties: {CodeUri: functions.zip, Handler: a.Missing}}
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "build.gradle", "build.gradle.kts", "src/main/java"})
  void source_isToBeBuiltFirst(String file) throws IOException {
    Files.createDirectories(directory.resolve("Source").resolve(file));

    try (var runtime = runtime(TEMPLATE.formatted("Source", "Source"))) {
      assertThatThrownBy(runtime::requireHandlers)
          .isInstanceOf(TemplateException.class)
          .hasMessage(
              "resource F: %s is source code; run `sam build`, then use .aws-sam/build/template.yaml\n"
                      .formatted(directory.resolve("Source"))
                  + "resource H: %s has no class a.Missing"
                      .formatted(directory.resolve("functions.zip")));
    }
  }

  @Test
  void missingCode_isNamedOnce() {
    try (var runtime = runtime(TEMPLATE.formatted("a.zip", "a.zip"))) {
      assertThatThrownBy(runtime::requireHandlers)
          .message()
          .startsWith("resource F: there is no code at ")
          .contains("\nresource H: ")
          .doesNotContain("resource G");
    }
  }

  @Test
  void directoryOfSamBuild_runs() throws IOException {
    try (var runtime = runtime(TEMPLATE.formatted("Built", "Built"))) {
      var code = FunctionCode.directory(directory.resolve("functions.zip"));
      Files.move(code, directory.resolve("Built"));

      assertThat(new String(runtime.invoke("F", "{}".getBytes(UTF_8)).payload(), UTF_8))
          .contains("200");
    }
  }

  private LambdaRuntime runtime(String template) {
    return new LambdaRuntime(
        TemplateReader.read(SamProject.create(directory, template).template()),
        false,
        Map.of(),
        Map.of());
  }
}
