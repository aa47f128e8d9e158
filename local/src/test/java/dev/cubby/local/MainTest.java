package dev.cubby.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process of its own.
class MainTest {

  private static final String TEMPLATE =
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
        MakeKeyFunction:
          Type: AWS::Serverless::Function
          Properties: {Handler: dev.cubby.local.sample.MakeKey}
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            KeySchema: [{AttributeName: PK, KeyType: HASH}]
            AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
      """;

  @TempDir private Path directory;

  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void createProject() {
    SamProject.create(directory, TEMPLATE);
  }

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void projectOfTwoFunctions_runsAndEndsOnSigtermWithStatus0() throws Exception {
    var process = start("--template", "template.yaml", "--name", "Sample", "--port", "0");
    var lines = linesUntilReady(process);

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("URL   http://127\\.0\\.0\\.1:\\d+");
    var url = lines.get(0).substring(6);
    assertThat(lines.get(1)).isEqualTo("Docs  " + url + "/docs");
    assertThat(lines.get(2)).isEqualTo("Sample is ready at " + url);
    var http = new HttpApi(URI.create(url));
    assertThat(http.send("GET", "/echo").statusCode()).isEqualTo(200);

    process.destroy();

    assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void bootstrap_printsItsResultAndKeepsTheKey() throws Exception {
    var arguments =
        new String[] {
          "--template",
          "template.yaml",
          "--port",
          "0",
          "--data",
          "data",
          "--bootstrap",
          "MakeKeyFunction"
        };
    var first = linesUntilReady(start(arguments));
    processes.getFirst().destroyForcibly().waitFor();
    var second = linesUntilReady(start(arguments));

    assertThat(first.get(2)).matches("Admin key  made-.+");
    assertThat(first.get(3)).isEqualTo("Key count  1");
    assertThat(second.get(2)).isEqualTo(first.get(2));
    var keyFile = directory.resolve("data/bootstrap.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
        .isEqualTo("rw-------");
  }

  @Test
  @Timeout(120)
  void killedDuringWrites_losesNoneThatWasAcknowledged() throws Exception {
    var arguments =
        new String[] {"--template", "template.yaml", "--port", "0", "--data", "data", "--strict"};
    var written = ConcurrentHashMap.<Integer>newKeySet();
    var process = start(arguments);
    var http = httpWhenReady(process);
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        int first = i;
        writers.execute(() -> write(http, first, written));
      }
      while (written.size() < 200) {
        Thread.sleep(5);
      }
      process.destroyForcibly().waitFor();
    }

    assertThat(process.descendants()).isEmpty();
    var restarted = httpWhenReady(start(arguments));
    for (int id : written) {
      assertThat(restarted.send("GET", "/things/" + id).body()).contains("\"S\":\"" + id + "\"");
    }
  }

  /// Writes until the process is gone, and keeps what was acknowledged.
  private static void write(HttpApi http, int first, Set<Integer> written) {
    try {
      for (int id = first; ; id += 8) {
        if (http.send("PUT", "/things/" + id).statusCode() == 200) {
          written.add(id);
        }
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void accessLog_followsTheReadyLine() throws Exception {
    var process = start("--template", "template.yaml", "--port", "0", "--access-log");
    httpWhenReady(process).send("GET", "/echo");

    assertThat(process.inputReader().readLine()).contains("\"GET /echo HTTP/1.1\" 200 ");
  }

  @Test
  void faults_beginWhenItIsReady() throws Exception {
    var process =
        start(
            "--template",
            "template.yaml",
            "--port",
            "0",
            "--bootstrap",
            "MakeKeyFunction",
            "--faults",
            "42:100");

    assertThat(httpWhenReady(process).send("GET", "/things/none").statusCode()).isEqualTo(502);
  }

  @Test
  void givenKey_isTheBootstrapFunctions() throws Exception {
    var lines =
        linesUntilReady(
            start(
                "--template",
                "template.yaml",
                "--port",
                "0",
                "--admin-key",
                "mine",
                "--bootstrap",
                "MakeKeyFunction"));

    assertThat(lines.get(2)).isEqualTo("Admin key  mine");
  }

  @Test
  void takenPort_isOneLineAndStatus1() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      assertFails(
          1,
          "Cannot listen on 127.0.0.1:" + port + ": the port is taken",
          start("--template", "template.yaml", "--port", port));
    }
  }

  @Test
  void brokenTemplate_isOneLineAndStatus1() throws Exception {
    Files.writeString(
        directory.resolve("broken.yaml"), "Resources:\n  Vpc: {Type: AWS::EC2::VPC}\n");

    assertFails(
        1,
        "broken.yaml line 2: resource Vpc has type AWS::EC2::VPC, which local does not run",
        start("--template", "broken.yaml"));
  }

  @Test
  void unreachableDynamoDb_isOneLineAndStatus1() throws Exception {
    var process = start("--template", "template.yaml", "--dynamodb-endpoint", "http://127.0.0.1:1");

    assertFails(1, "Cannot use DynamoDB at http://127.0.0.1:1", process);
  }

  @Test
  void missingCode_isOneLineAndStatus1() throws Exception {
    Files.delete(directory.resolve("functions.zip"));

    assertFails(
        1,
        "resource EchoFunction: there is no code at " + directory.resolve("functions.zip"),
        start("--template", "template.yaml", "--port", "0"));
  }

  @Test
  void missingHandler_isOneLineAndStatus1() throws Exception {
    Files.writeString(
        directory.resolve("typo.yaml"), TEMPLATE.replace("sample.MakeKey", "sample.MakeKye"));

    assertFails(
        1,
        "resource MakeKeyFunction: "
            + directory.resolve("functions.zip")
            + " has no class dev.cubby.local.sample.MakeKye",
        start("--template", "typo.yaml", "--port", "0"));
  }

  @Test
  void unusableData_isOneLineAndStatus1() throws Exception {
    assertFails(
        1,
        "Cannot keep tables in template.yaml: ",
        start("--template", "template.yaml", "--port", "0", "--data", "template.yaml"));
  }

  @Test
  void dataInUse_isOneLineAndStatus1() throws Exception {
    linesUntilReady(start("--template", "template.yaml", "--port", "0", "--data", "data"));

    assertFails(
        1,
        "Cannot keep tables in data: another process uses it",
        start("--template", "template.yaml", "--port", "0", "--data", "data"));
  }

  @Test
  void damagedKeys_areOneLineAndStatus1() throws Exception {
    for (var damaged : List.of("", "null", "{\"adminKey\":")) {
      Files.createDirectories(directory.resolve("data"));
      Files.writeString(directory.resolve("data/bootstrap.json"), damaged);

      assertFails(
          1,
          "Cannot read the first keys in data/bootstrap.json; delete it to get new ones",
          start(
              "--template",
              "template.yaml",
              "--port",
              "0",
              "--data",
              "data",
              "--bootstrap",
              "MakeKeyFunction"));
    }
  }

  @Test
  void damagedApiKeys_areOneLineAndStatus1() throws Exception {
    for (var damaged : List.of("", "{}", "{\"keys\":null,\"members\":[]}")) {
      Files.createDirectories(directory.resolve("data"));
      Files.writeString(directory.resolve("data/api-keys.json"), damaged);

      assertFails(
          1,
          "Cannot use the API keys in data: ",
          start("--template", "template.yaml", "--port", "0", "--data", "data"));
    }
  }

  @Test
  void emptyRegion_isNone() throws Exception {
    var process = start(Map.of("AWS_REGION", ""), "--template", "template.yaml", "--port", "0");

    assertThat(httpWhenReady(process).send("GET", "/things/none").statusCode()).isEqualTo(200);
  }

  @Test
  void proxyOfTheEnvironment_isNotAskedForThisMachine() throws Exception {
    var process =
        start(
            Map.of("HTTP_PROXY", "http://127.0.0.1:9", "http_proxy", "http://127.0.0.1:9"),
            "--template",
            "template.yaml",
            "--port",
            "0");

    assertThat(httpWhenReady(process).send("GET", "/things/none").statusCode()).isEqualTo(200);
  }

  @Test
  void unknownHttpVersion_isTheClientsFault() throws Exception {
    var lines = linesUntilReady(start("--template", "template.yaml", "--port", "0"));
    int port = URI.create(lines.getFirst().substring(6)).getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("GET / HTTP/7.0\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      socket.shutdownOutput();

      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400 ")
          .doesNotContain("<html>");
    }
  }

  @Test
  void bodyThatNeverComes_leavesNoTrace() throws Exception {
    var process = start("--template", "template.yaml", "--port", "0");
    int port = URI.create(linesUntilReady(process).getFirst().substring(6)).getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1".getBytes(US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
    // By its handle: Process.destroy closes the streams that are read below.
    process.toHandle().destroy();

    assertThat(process.errorReader().lines()).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void sigtermWhileAFunctionHasAnEvent_isStatus0AndLeavesNoTrace() throws Exception {
    SamProject.create(
        directory,
        TEMPLATE
            + """
                  StreamSpecification: {StreamViewType: KEYS_ONLY}
              SleeperFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.cubby.local.sample.Sleeper
                  Timeout: 60
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST}
            """);
    var process = start("--template", "template.yaml", "--port", "0");
    httpWhenReady(process).send("PUT", "/things/one");
    assertThat(process.inputReader().readLine()).isEqualTo("asleep");
    process.toHandle().destroy();

    assertThat(process.errorReader().lines()).isEmpty();
    assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void sigtermBeforeItIsReady_isStatus0() throws Exception {
    var process = start("--template", "template.yaml", "--port", "0", "--data", "data");
    while (!Files.exists(directory.resolve("data/lock"))) {
      Thread.sleep(5);
    }
    process.destroy();

    assertThat(process.waitFor()).isZero();
  }

  @Test
  void unknownOption_isOneLineAndStatus2() throws Exception {
    assertFails(2, "There is no option --nope", start("--nope"));
  }

  @Test
  void help_isPrinted() throws Exception {
    var process = start("--help");

    assertThat(process.inputReader().readLine()).startsWith("Usage: ");
    assertThat(process.waitFor()).isZero();
  }

  private static void assertFails(int status, String line, Process process) throws Exception {
    assertThat(process.errorReader().lines()).singleElement().asString().startsWith(line);
    assertThat(process.inputReader().lines()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(status);
  }

  private static HttpApi httpWhenReady(Process process) throws IOException {
    var ready = linesUntilReady(process).getLast();
    return new HttpApi(URI.create(ready.substring(ready.indexOf("http"))));
  }

  private static List<String> linesUntilReady(Process process) throws IOException {
    var lines = new ArrayList<String>();
    BufferedReader output = process.inputReader();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.contains(" is ready at ")) {
        break;
      }
    }
    return lines;
  }

  private Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    processes.add(process);
    return process;
  }
}
