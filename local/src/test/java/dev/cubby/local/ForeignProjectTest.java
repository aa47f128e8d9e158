package dev.cubby.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.sample.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A project of other people, with the real SDK and a bucket, on the machine of someone who has
/// credentials of an AWS account.
class ForeignProjectTest {

  @TempDir private Path directory;

  @BeforeEach
  void create() throws IOException {
    SamProject.create(
        directory,
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: dev.cubby.local.sample.Credentials
              Runtime: java25
              CodeUri: Built
              Timeout: 60
          Bucket: {Type: AWS::S3::Bucket}
          Topic: {Type: AWS::SNS::Topic}
        """);
    var name = Credentials.class.getName().replace('.', '/') + ".class";
    var type = directory.resolve("Built").resolve(name);
    Files.createDirectories(type.getParent());
    try (var code = Credentials.class.getResourceAsStream("Credentials.class")) {
      Files.copy(code, type);
    }
    var lib = Files.createDirectory(directory.resolve("Built/lib"));
    for (var jar : System.getProperty("java.class.path").split(":", -1)) {
      if (jar.matches(".*/(software/amazon/awssdk|org/slf4j|org/reactivestreams)/.*")) {
        Files.copy(Path.of(jar), lib.resolve(Path.of(jar).getFileName()));
      }
    }
    var aws = Files.createDirectory(directory.resolve(".aws"));
    Files.writeString(
        aws.resolve("credentials"),
        """
        [default]
        aws_access_key_id = AKIAFILE
        aws_secret_access_key = file
        [real]
        aws_access_key_id = AKIAPROFILE
        aws_secret_access_key = profile
        """);
  }

  @Test
  void whatIsNotRun_isListedAtTheStart() throws Exception {
    assertThat(run()).contains("Not run   Bucket (AWS::S3::Bucket)");
  }

  @Test
  void functionOfTheEmbeddedDynamoDb_isNamedByItsCredentials() throws Exception {
    assertThat(run()).contains("Own       F local", "In pool   F local", "Session   false");
  }

  @Test
  void functionOfAnotherLocalDynamoDb_hasLocalCredentials() throws Exception {
    try (var api = LocalApi.start(Options.of(directory.resolve("template.yaml")))) {
      assertThat(run("--dynamodb-endpoint", api.dynamoDbEndpoint().toString()))
          .contains("Own       local local", "In pool   local local", "Session   false");
    }
  }

  /// The lines that a process of its own prints until it is ready.
  private List<String> run(String... arguments) throws Exception {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Duser.home=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--port",
            "0",
            "--invoke",
            "F");
    var builder =
        new ProcessBuilder(Stream.concat(command.stream(), Arrays.stream(arguments)).toList())
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", directory.toString(),
                "AWS_ACCESS_KEY_ID", "AKIAREAL",
                "AWS_SECRET_ACCESS_KEY", "real",
                "AWS_SESSION_TOKEN", "token",
                "AWS_PROFILE", "real"));
    var process = builder.start();
    try (var output = process.inputReader(UTF_8)) {
      return output.lines().takeWhile(line -> !line.contains(" is ready at ")).toList();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
