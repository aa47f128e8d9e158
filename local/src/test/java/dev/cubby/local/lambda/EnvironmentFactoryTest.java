package dev.cubby.local.lambda;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.SamProject;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.reader.TemplateReader;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFactoryTest {

  @TempDir private Path directory;

  @Test
  @Timeout(300)
  void classesOfAFailedInitialization_leaveTheMemory() throws Exception {
    var thread = Thread.currentThread();
    var ownLoader = thread.getContextClassLoader();
    try (var codeCache = new CodeCache()) {
      var factory = factory(codeCache);

      assertThatThrownBy(factory::isolated).isInstanceOf(IllegalStateException.class);

      var loader = new WeakReference<>(thread.getContextClassLoader());
      FunctionProcess.leave();
      while (loader.get() != null) {
        System.gc();
        Thread.sleep(10);
      }
    } finally {
      thread.setContextClassLoader(ownLoader);
    }
  }

  @Test
  void zipThatCannotBeRead_isNotSaidToBeMissing() throws Exception {
    try (var codeCache = new CodeCache()) {
      var factory = factory(codeCache);
      Files.writeString(directory.resolve("functions.zip"), "PK");

      assertThatThrownBy(factory::requireHandler)
          .isInstanceOf(TemplateException.class)
          .hasMessage(
              "resource F: the code at "
                  + directory.resolve("functions.zip")
                  + " cannot be used: zip END header not found");
    }
  }

  private EnvironmentFactory factory(CodeCache codeCache) {
    return factory("Broken", directory, codeCache);
  }

  /// For a function whose handler is a class of `dev.cubby.local.sample`.
  static EnvironmentFactory factory(String handler, Path directory, CodeCache codeCache) {
    var project =
        SamProject.create(
            directory,
            """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {Runtime: java25, CodeUri: functions.zip, Handler: dev.cubby.local.sample.%s}
            """
                .formatted(handler));
    return new EnvironmentFactory(
        requireNonNull(TemplateReader.read(project.template()).functions().get("F")),
        codeCache,
        new FunctionVariables("us-east-1", Map.of(), Map.of()));
  }
}
