package dev.cubby.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program prints and which status it ends with, in this process. [MainProcessTest] is
/// about what needs one of its own.
class MainTest {

  static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip, Timeout: 30}}
      Resources:
        EchoFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            Events: {Get: {Type: Api, Properties: {Path: /echo, Method: get}}}
        GreeterFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Greeter$OfMap
            Events: {Get: {Type: Api, Properties: {Path: /greet, Method: get}}}
        TableFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Table
            Environment: {Variables: {TABLE_NAME: !Ref Table}}
            Events:
              Get: {Type: Api, Properties: {Path: '/things/{id}', Method: get}}
              Put: {Type: Api, Properties: {Path: '/things/{id}', Method: put}}
        MetricsFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Metrics
            Events: {Get: {Type: Api, Properties: {Path: /metrics, Method: get}}}
        ScriptedFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Events: {Get: {Type: Api, Properties: {Path: /scripted, Method: get}}}
        EnvironmentFunction:
          Type: AWS::Serverless::Function
          Properties: {Handler: dev.cubby.local.sample.Environment}
        MakeKeyFunction:
          Type: AWS::Serverless::Function
          Properties: {Handler: dev.cubby.local.sample.MakeKey}
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            KeySchema: [{AttributeName: PK, KeyType: HASH}]
            AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
      """;

  @TempDir private static Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Main main =
      new Main(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), _ -> {}, UTC);

  @BeforeAll
  static void createProject() {
    SamProject.create(directory, TEMPLATE);
  }

  @AfterEach
  void stop() {
    main.stop();
  }

  @Test
  void projectOfSeveralFunctions_runs() {
    assertThat(run("--name", "Sample", "--link", "Docs=/docs")).isEqualTo(Main.OK);

    var lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("URL       http://127\\.0\\.0\\.1:\\d+");
    var url = lines.get(0).substring(10);
    assertThat(lines.get(1)).matches("DynamoDB  http://127\\.0\\.0\\.1:\\d+");
    assertThat(lines.get(2)).isEqualTo("Docs      " + url + "/docs");
    assertThat(lines.get(3)).isEqualTo("Sample is ready at " + url);
    assertThat(new HttpApi(URI.create(url)).send("GET", "/echo").statusCode()).isEqualTo(200);
    assertThat(main.stop()).isEqualTo(Main.OK);
  }

  @Test
  void result_isPrintedAndKept() throws Exception {
    var result = directory.resolve("result.json");
    Files.deleteIfExists(result);

    assertThat(run("--invoke", "MakeKeyFunction", "--result", result.toString()))
        .isEqualTo(Main.OK);

    assertThat(out.toString(UTF_8)).containsPattern("Secret     made-.+\nKey count  1\n");
    assertThat(Files.readString(result)).startsWith("{\"secret\":\"made-");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(result)))
        .isEqualTo("rw-------");
  }

  @Test
  void givenEvent_isTheFunctions() throws Exception {
    var event = Files.writeString(directory.resolve("event.json"), "{\"secret\":\"mine\"}");

    assertThat(run("--invoke", "MakeKeyFunction", "--event", event.toString())).isEqualTo(Main.OK);

    assertThat(out.toString(UTF_8)).contains("Secret     mine\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{\"secret\":"})
  void damagedEvent_isOneLineAndStatus1(String damaged) throws Exception {
    var event = Files.writeString(directory.resolve("damaged.json"), damaged);

    assertFails(
        Main.FAILED,
        event + " does not hold a JSON object",
        run("--invoke", "MakeKeyFunction", "--event", event.toString()));
  }

  @Test
  void missingFunction_isOneLineAndStatus1() {
    assertFails(Main.FAILED, "The template has no function Nope", run("--invoke", "Nope"));
  }

  @Test
  void faults_beginWhenItIsReady() {
    assertThat(run("--invoke", "MakeKeyFunction", "--faults", "42:100")).isEqualTo(Main.OK);

    var output = out.toString(UTF_8).strip();
    var url = output.substring(output.lastIndexOf("http"));
    assertThat(new HttpApi(URI.create(url)).send("GET", "/things/none").statusCode())
        .isEqualTo(502);
  }

  @Test
  void takenPort_isOneLineAndStatus1() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      assertFails(
          Main.FAILED,
          "Cannot listen on 127.0.0.1:" + port + ": the port is taken",
          run("--port", port));
    }
  }

  @Test
  void unreachableDynamoDb_isOneLineAndStatus1() {
    assertFails(
        Main.FAILED,
        "Cannot use DynamoDB at http://127.0.0.1:1",
        run("--dynamodb-endpoint", "http://127.0.0.1:1"));
  }

  @Test
  void missingCode_isOneLineAndStatus1(@TempDir Path empty) throws Exception {
    var template = Files.copy(directory.resolve("template.yaml"), empty.resolve("template.yaml"));

    assertFails(
        Main.FAILED,
        "resource EchoFunction: there is no code at " + empty.resolve("functions.zip"),
        run("--template", template.toString()));
  }

  @Test
  void missingHandler_isOneLineAndStatus1() throws Exception {
    var template =
        Files.writeString(
            directory.resolve("typo.yaml"), TEMPLATE.replace("sample.MakeKey", "sample.MakeKye"));

    assertFails(
        Main.FAILED,
        "resource MakeKeyFunction: "
            + directory.resolve("functions.zip")
            + " has no class dev.cubby.local.sample.MakeKye",
        run("--template", template.toString()));
  }

  @Test
  void unusableData_isOneLineAndStatus1() {
    var file = directory.resolve("template.yaml").toString();

    assertFails(Main.FAILED, "Cannot keep tables in " + file + ": ", run("--data", file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"keys\":null,\"members\":[]}"})
  void damagedApiKeys_areOneLineAndStatus1(String damaged) throws Exception {
    var data = Files.createDirectories(directory.resolve("damaged"));
    Files.writeString(data.resolve("api-keys.json"), damaged);

    assertFails(
        Main.FAILED, "Cannot use the API keys in " + data + ": ", run("--data", data.toString()));
  }

  @Test
  void help_isPrinted() {
    assertThat(run("--help")).isEqualTo(Main.OK);

    assertThat(out.toString(UTF_8)).startsWith("Usage: ").contains("--template FILE ");
  }

  /// The last of several options counts: `arguments` may have a template or a port of their own.
  private int run(String... arguments) {
    var all = new ArrayList<String>();
    all.addAll(List.of("--template", directory.resolve("template.yaml").toString(), "--port", "0"));
    all.addAll(List.of(arguments));
    return main.run(all);
  }

  private void assertFails(int expected, String line, int status) {
    assertThat(err.toString(UTF_8).lines()).singleElement().asString().startsWith(line);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(status).isEqualTo(expected);
  }
}
