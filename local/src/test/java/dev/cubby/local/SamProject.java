package dev.cubby.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.local.sample.Echo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.joda.time.DateTime;

/// A SAM project in a directory: a template, and the sample functions as `functions.zip` in
/// Lambda's layout.
public record SamProject(Path directory) {

  private static final String HEAD =
      """
      AWSTemplateFormatVersion: '2010-09-09'
      Transform: AWS::Serverless-2016-10-31
      """;

  /// Writes the project. `template` follows the two lines that every SAM template starts with.
  public static SamProject create(Path directory, String template) {
    try {
      Files.writeString(directory.resolve("template.yaml"), HEAD + template);
      try (var zip =
          new ZipOutputStream(Files.newOutputStream(directory.resolve("functions.zip")))) {
        addSamples(zip);
        addFile(zip, "lib/events.jar", location(APIGatewayProxyRequestEvent.class));
        addFile(zip, "lib/joda-time.jar", location(DateTime.class));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return new SamProject(directory);
  }

  public Path template() {
    return directory.resolve("template.yaml");
  }

  private static void addSamples(ZipOutputStream zip) throws IOException, URISyntaxException {
    var root = location(Echo.class);
    try (var files = Files.walk(root.resolve(Echo.class.getPackageName().replace('.', '/')))) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> addFile(zip, root.relativize(file).toString(), file));
    }
  }

  private static void addFile(ZipOutputStream zip, String name, Path file) {
    try {
      zip.putNextEntry(new ZipEntry(name));
      Files.copy(file, zip);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
