package dev.cubby.local.lambda;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.SamProject;
import dev.cubby.local.template.reader.TemplateReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedEnvironmentsTest {

  @TempDir private Path directory;

  private final ClassLoader ownLoader = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void leaveFunction() {
    FunctionProcess.leave();
    Thread.currentThread().setContextClassLoader(ownLoader);
  }

  @Test
  void environmentThatEndedInTime_isReused() throws Throwable {
    try (var codeCache = new CodeCache()) {
      var environments = new IsolatedEnvironments(factory(codeCache));
      var environment = environments.take();

      environments.giveBack(environment);

      assertThat(environments.take()).isSameAs(environment);
    }
  }

  // A thread that one invocation has left exits while another one has the environment.
  @Test
  void environmentThatExitedDuringAnInvocation_isNotReused() throws Throwable {
    try (var codeCache = new CodeCache()) {
      var environments = new IsolatedEnvironments(factory(codeCache));
      var environment = environments.take();

      environments.abandon(environment);
      environments.giveBack(environment);

      assertThat(environments.take()).isNotSameAs(environment);
    }
  }

  private EnvironmentFactory factory(CodeCache codeCache) {
    var project =
        SamProject.create(
            directory,
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {Runtime: java25, CodeUri: functions.zip, Handler: dev.cubby.local.sample.Echo}
            """);
    return new EnvironmentFactory(
        requireNonNull(TemplateReader.read(project.template()).functions().get("F")),
        codeCache,
        new FunctionVariables("us-east-1", Map.of(), Map.of()));
  }
}
