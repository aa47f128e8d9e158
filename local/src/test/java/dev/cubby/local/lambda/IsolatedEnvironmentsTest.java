package dev.cubby.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
      var environments =
          new IsolatedEnvironments(EnvironmentFactoryTest.factory("Echo", directory, codeCache));
      var environment = environments.take();

      environments.giveBack(environment);

      assertThat(environments.take()).isSameAs(environment);
    }
  }

  // A thread that one invocation has left exits while another one has the environment.
  @Test
  void environmentThatExitedDuringAnInvocation_isNotReused() throws Throwable {
    try (var codeCache = new CodeCache()) {
      var environments =
          new IsolatedEnvironments(EnvironmentFactoryTest.factory("Echo", directory, codeCache));
      var environment = environments.take();

      environments.abandon(environment);
      environments.giveBack(environment);

      assertThat(environments.take()).isNotSameAs(environment);
    }
  }
}
