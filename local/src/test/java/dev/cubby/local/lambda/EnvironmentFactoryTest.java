package dev.cubby.local.lambda;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.SamProject;
import dev.cubby.local.template.Template;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFactoryTest {

  @TempDir private Path directory;

  @Test
  @Timeout(60)
  void classesOfAFailedInitialisation_leaveTheMemory() throws Exception {
    var template =
        Template.read(
            SamProject.create(
                    directory,
                    """
                    Resources:
                      F:
                        Type: AWS::Serverless::Function
                        Properties: {Runtime: java25, CodeUri: functions.zip, Handler: dev.cubby.local.sample.Broken}
                    """)
                .template());
    var thread = Thread.currentThread();
    var ownLoader = thread.getContextClassLoader();
    try (var codeCache = new CodeCache()) {
      var factory =
          new EnvironmentFactory(
              requireNonNull(template.functions().get("F")),
              codeCache,
              new FunctionVariables("us-east-1", Map.of(), Map.of()));

      assertThatThrownBy(factory::isolated).isInstanceOf(IllegalStateException.class);

      var loader = new WeakReference<>(thread.getContextClassLoader());
      ExecutionEnvironment.leave();
      while (loader.get() != null) {
        System.gc();
        Thread.sleep(10);
      }
    } finally {
      thread.setContextClassLoader(ownLoader);
    }
  }
}
