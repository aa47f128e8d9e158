package dev.cubby.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import dev.cubby.local.SamProject;
import dev.cubby.local.sample.Shouting;
import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.time.DateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaRuntimeTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Greeter$OfPojo | {\"name\":\"Ada\"} | {\"name\":\"Hello Ada\"}",
        "Greeter$OfString | \"Ada\" | \"Hello Ada\"",
        "Greeter$OfString::handleRequest | \"Ada\" | \"Hello Ada\"",
        "Greeter$OfMap | {\"name\":\"Ada\"} | {\"greeting\":\"Hello Ada\"}",
        "Greeter$OfEvent | {\"path\":\"/a\",\"requestContext\":{\"identity\":{\"sourceIp\":\"::1\"}}} | \"Hello /a ::1\"",
        "Greeter::greet | {\"name\":\"Ada\"} | \"Hello Ada\"",
        "Greeter::greetWithContext | {\"name\":\"Ada\"} | \"Hello Ada from F\"",
        "Greeter::greetStatically | {\"name\":\"Ada\"} | \"Hello Ada\"",
        "Greeter::greetNobody | {\"name\":\"Ada\"} | \"Hello from F\"",
        "Greeter::greetAgain | {\"name\":\"Ada\"} | \"Hello\"",
        "Greeter::copy | {\"name\":\"Ada\"} | {\"name\":\"Ada\"}",
        "Greeter::copyStatically | 1 | F1",
        "Greeter::output | 1 | F",
        "Greeter::choose | {\"name\":\"Ada\"} | \"Hello Ada\"",
        "Greeter$Statics::greet | {\"name\":\"Ada\"} | \"Hello Ada\"",
        "Echo | {} | {\"statusCode\": 200, \"body\": \"{}\"}",
      })
  void handler_ofEachKind_isCalled(String handler, String event, String result) {
    assertThat(payload(invoke(handler, event))).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Missing | java.lang.ClassNotFoundException | Missing",
        "Greeter | java.lang.IllegalArgumentException | does not implement an appropriate handler interface",
        "Greeter::missing | java.lang.IllegalArgumentException | No public method named missing",
        "Greeter::misplaced | java.lang.IllegalArgumentException | No public method named misplaced",
        "Greeter$Statics::fail | java.lang.IllegalStateException | not empty",
        "Scripted | java.lang.IllegalStateException | no script",
      })
  void exception_isTheResult(String handler, String type, String message) {
    var result = invoke(handler, "{}");

    assertThat(result).isInstanceOf(InvocationResult.Failure.class);
    assertThat(payload(result)).contains(message).endsWith("\"errorType\":\"" + type + "\"}");
  }

  @Test
  void failedInitialization_isTriedAgain() {
    try (var runtime = runtime("Greeter$FailsOnce", "")) {
      assertThat(runtime.invoke("F", bytes("\"Ada\"")))
          .isEqualTo(new InvocationResult.Failure("java.lang.ExceptionInInitializerError", null));
      assertThat(payload(runtime.invoke("F", bytes("\"Ada\"")))).isEqualTo("\"Hello Ada\"");
    }
  }

  @Test
  void classes_knowTheirJar() {
    var origin = payload(invoke("Origin", "{}"));

    assertThat(origin)
        .containsPattern("\"handler\":\"file:[^\"]*/\"")
        .containsPattern("\"library\":\"file:[^\"]*/lib/joda-time.jar\"")
        .contains("\"version\":\"" + DateTime.class.getPackage().getImplementationVersion());
  }

  @Test
  void unknownFunction_isRefused() {
    try (var runtime = runtime("Echo", "")) {
      assertThatThrownBy(() -> runtime.invoke("G", bytes("{}")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void environment_isTheFunctionsOwn() {
    try (var runtime =
        runtime(
            "Environment",
            """
              G:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.cubby.local.sample.Environment
                  Runtime: java21
                  AutoPublishAlias: live
                  Environment: {Variables: {NAME: g, TZ: Asia/Tokyo}}
            """)) {
      var f = payload(runtime.invoke("F", bytes("{}")));
      var g = payload(runtime.invoke("G", bytes("{}")));

      assertThat(f)
          .contains("\"byName\":\"f\"", "\"byReference\":\"f\"", "\"byThread\":\"f\"")
          .contains("\"AWS_LAMBDA_FUNCTION_NAME\":\"F\"", "\"SHARED\":\"s\"", "\"OVERRIDE\":\"o\"")
          .contains("\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE\":\"256\"", "\"TZ\":\":UTC\"")
          .doesNotContain("\"PATH\"");
      assertThat(g).contains("\"byName\":\"g\"", "\"AWS_LAMBDA_FUNCTION_NAME\":\"G\"");
      assertThat(g).contains("\"TZ\":\"Asia/Tokyo\"");
      assertThat(f).contains("\"arn\":\"arn:aws:lambda:us-east-1:000000000000:function:F\"");
      assertThat(g).contains("\"arn\":\"arn:aws:lambda:us-east-1:000000000000:function:G:live\"");
      assertThat(f).contains("\"AWS_EXECUTION_ENV\":\"AWS_Lambda_java25\"");
      assertThat(g).contains("\"AWS_EXECUTION_ENV\":\"AWS_Lambda_java21\"");
    }
  }

  @Test
  void eventWithNestedClasses_isReadByFunctionsOfSeveralClassLoaders() {
    var event = "{\"Records\":[{\"dynamodb\":{\"Keys\":{\"PK\":{\"S\":\"a\"}}}}]}";
    for (int loader = 0; loader < 2; loader++) {
      try (var runtime = runtime("Greeter::greetFirst", "")) {
        assertThat(payload(runtime.invoke("F", bytes(event)))).isEqualTo("\"Hello a\"");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Greeter::greet, HELLO",
    "Greeter::greetAll, HELLO NULL",
    "Greeter$OfString, HELLO",
  })
  void serializerThatTheCodeNames_isUsedForEveryType(String handler, String result)
      throws Exception {
    try (var runtime = runtime(handler, "")) {
      nameSerializers(Shouting.class.getName());

      assertThat(payload(runtime.invoke("F", bytes("{\"Records\":[]}"))).strip()).isEqualTo(result);
    }
  }

  @Test
  void codeThatNamesSeveralSerializers_isRefused() throws Exception {
    try (var runtime = runtime("Greeter::greet", "")) {
      nameSerializers(Shouting.class.getName() + "\n" + Shouting.class.getName() + "$Loudly");

      assertThat(payload(runtime.invoke("F", bytes("{}"))))
          .contains("Too many serializers provided inside the META-INF/services folder");
    }
  }

  private void nameSerializers(String names) throws IOException {
    try (var zip = FileSystems.newFileSystem(directory.resolve("functions.zip"))) {
      var services = Files.createDirectories(zip.getPath("META-INF", "services"));
      Files.writeString(services.resolve(CustomPojoSerializer.class.getName()), names);
    }
  }

  @Test
  void zip_isExtractedOnce() throws Exception {
    runtime("Echo", "").close();
    for (int start = 0; start < 2; start++) {
      try (var runtime =
          new LambdaRuntime(
              TemplateReader.read(directory.resolve("template.yaml")), false, Map.of(), Map.of())) {
        assertThat(payload(runtime.invoke("F", bytes("{}")))).contains("200");
      }
    }

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("."))).hasSize(1);
    }
  }

  private InvocationResult invoke(String handler, String event) {
    try (var runtime = runtime(handler, "")) {
      return runtime.invoke("F", bytes(event));
    }
  }

  private LambdaRuntime runtime(String handler, String moreResources) {
    var project =
        SamProject.create(
            directory,
            """
            Globals: {Function: {Runtime: java25, CodeUri: functions.zip, MemorySize: 256}}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.cubby.local.sample.%s
                  Environment: {Variables: {NAME: f, OVERRIDE: f}}
            %s\
            """
                .formatted(handler, moreResources));
    return new LambdaRuntime(
        TemplateReader.read(project.template()),
        false,
        Map.of("SHARED", "s", "NAME", "s"),
        Map.of("OVERRIDE", "o"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String payload(InvocationResult result) {
    return new String(result.payload(), UTF_8);
  }
}
