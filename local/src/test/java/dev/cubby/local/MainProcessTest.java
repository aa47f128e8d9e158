package dev.cubby.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process of its own: its environment, signals, standard streams and status.
@Timeout(600)
class MainProcessTest {

  @TempDir private Path directory;

  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void createProject() {
    SamProject.create(directory, MainTest.TEMPLATE);
  }

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  /// Any of these settings ends the start or fails a request if it reaches a built-in endpoint.
  private Map<String, String> surroundings() throws IOException {
    var configuration =
        Files.writeString(
            directory.resolve("aws-config"),
            "[default]\nuse_fips_endpoint = true\nretry_mode = nonsense\n");
    var variables = new HashMap<String, String>();
    variables.put("AWS_REGION", "");
    variables.put("AWS_CONFIG_FILE", configuration.toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", configuration.toString());
    variables.put("AWS_DEFAULTS_MODE", "nonsense");
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9");
    variables.put("AWS_PROFILE", "nobody");
    variables.put("AWS_RETRY_MODE", "nonsense");
    variables.put("AWS_USE_DUALSTACK_ENDPOINT", "true");
    variables.put("AWS_USE_FIPS_ENDPOINT", "true");
    variables.put("HTTP_PROXY", "http://127.0.0.1:9");
    variables.put("http_proxy", "http://127.0.0.1:9");
    variables.put(
        "JAVA_TOOL_OPTIONS",
        "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttp.nonProxyHosts=example.com"
            + " -DsocksProxyHost=127.0.0.1 -DsocksProxyPort=9 -DsocksNonProxyHosts=example.com"
            + " -Daws.useFipsEndpoint=true -Daws.retryMode=nonsense -Daws.region=nowhere");
    return variables;
  }

  @Test
  void environment_changesNothing_andLogsFollowTheReadyLine() throws Exception {
    var process =
        start(
            surroundings(),
            "--invoke",
            "EnvironmentFunction",
            "--port",
            "0",
            "--access-log",
            "--json-logs",
            "--data",
            "data");
    var lines = linesUntilReady(process);
    assertThat(lines)
        .map(line -> line.replaceFirst(" +", " "))
        .contains(
            "Aws_config_file /dev/null",
            "Aws_shared_credentials_file /dev/null",
            "Aws_region us-east-1",
            "Properties []");
    var http = http(lines);

    assertThat(http.send("GET", "/things/none").statusCode()).isEqualTo(200);
    assertThat(process.inputReader().readLine()).contains("\"GET /things/{id} HTTP/1.1\" 200 ");

    http.send("GET", "/metrics");
    assertThat(process.inputReader().readLine()).startsWith("{\"_aws\":").endsWith("}");
    assertThat(process.inputReader().readLine()).isEqualTo("logged");
    assertThat(process.inputReader().readLine()).contains("\"GET /metrics HTTP/1.1\" 503 ");

    assertThat(send(http, "GET / HTTP/7.0\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .doesNotContain("<html>");

    // A second process must not use the same data.
    assertFails(
        1,
        "Cannot keep tables in data: another process uses it",
        start(Map.of(), "--port", "0", "--data", "data"));
  }

  @Test
  void terminal_showsRequestsAndStackTraces_butNoMetrics() throws Exception {
    var process = start(Map.of(), "--port", "0");
    var http = httpWhenReady(process);

    http.send("GET", "/metrics");

    assertThat(process.inputReader().readLine()).isEqualTo("java.lang.Error: no");
    assertThat(process.inputReader().readLine()).isEqualTo("\tat a.B.c");
    assertThat(process.inputReader().readLine()).isEqualTo("logged");
    assertThat(process.inputReader().readLine())
        .matches(".*  503 .* ms  GET /metrics  MetricsFunction: It is closed");
  }

  @Test
  void killedDuringWrites_losesNoneThatWasAcknowledged() throws Exception {
    var arguments =
        new String[] {
          "--port",
          "0",
          "--data",
          "data",
          "--strict",
          "--invoke",
          "MakeKeyFunction",
          "--result",
          "data/result.json"
        };
    var written = ConcurrentHashMap.<Integer>newKeySet();
    var process = start(Map.of(), arguments);
    var first = linesUntilReady(process);
    var http = http(first);
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        int writer = i;
        writers.execute(() -> write(http, writer, written));
      }
      while (written.size() < 200) {
        Thread.sleep(5);
      }
      process.destroyForcibly().waitFor();
    }

    assertThat(process.descendants()).isEmpty();
    var again = new ArrayList<>(List.of(arguments));
    again.addAll(List.of("--event", "data/result.json"));
    var second = linesUntilReady(start(Map.of(), again.toArray(String[]::new)));
    assertThat(second.get(1)).isEqualTo(first.get(1)).startsWith("Secret     made-");
    var restarted = http(second);
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
  void sigtermWhileAFunctionHasAnEvent_isStatus0AndLeavesNoTrace() throws Exception {
    SamProject.create(
        directory,
        MainTest.TEMPLATE
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
    var process = start(Map.of(), "--port", "0");
    var http = httpWhenReady(process);
    // A body that never comes leaves no trace either.
    send(http, "GET /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1");
    http.send("PUT", "/things/one");
    while (!process.inputReader().readLine().equals("asleep")) {
      // The line of a request.
    }
    // By its handle: Process.destroy closes the streams that are read below.
    process.toHandle().destroy();

    assertThat(process.errorReader().lines()).isEmpty();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(directory.resolve("temporary")).isEmptyDirectory();
  }

  /// Each write leaves 600 KB in the stream, which holds them for a day: 480 MB that must not be in
  /// memory.
  @Test
  @Tag("slow")
  void manyWrites_takeNoMemory() throws Exception {
    SamProject.create(
        directory,
        MainTest.TEMPLATE + "      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}\n");
    var process = start(Map.of("MALLOC_ARENA_MAX", "2"), "--port", "0");
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    assumeThat(status).exists();
    var http = httpWhenReady(process);
    writeLargeItems(http, 200);
    long before = residentMegabytes(status);

    writeLargeItems(http, 800);

    assertThat(residentMegabytes(status) - before).isLessThan(240);
    process.toHandle().destroy();
    assertThat(process.waitFor()).isZero();
  }

  private static void writeLargeItems(HttpApi http, int count) {
    var value = "x".repeat(300_000).getBytes(US_ASCII);
    for (int i = 0; i < count; i++) {
      assertThat(http.send("PUT", "/things/large", value).statusCode()).isEqualTo(200);
    }
  }

  private static long residentMegabytes(Path status) throws IOException {
    try (var lines = Files.lines(status)) {
      var resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(resident.replaceAll("\\D", "")) / 1024;
    }
  }

  @Test
  void sigtermBeforeItIsReady_isStatus0() throws Exception {
    var process = start(Map.of(), "--port", "0", "--data", "data");
    while (!Files.exists(directory.resolve("data/lock"))) {
      Thread.sleep(5);
    }
    process.destroy();

    assertThat(process.waitFor()).isZero();
  }

  @Test
  void brokenTemplate_isOneLineAndStatus1() throws Exception {
    Files.writeString(
        directory.resolve("broken.yaml"), "Resources:\n  Api: {Type: AWS::Serverless::Api}\n");

    assertFails(
        1,
        "broken.yaml line 2: resource Api: StageName is missing",
        start(Map.of(), "--template", "broken.yaml"));
  }

  @Test
  void unknownOption_isOneLineAndStatus2() throws Exception {
    assertFails(2, "There is no option --nope", start(Map.of(), "--nope"));
  }

  @Test
  void help_isStatus0() throws Exception {
    var process = start(Map.of(), "--help");

    assertThat(process.inputReader().readLine()).startsWith("Usage: ");
    assertThat(process.waitFor()).isZero();
  }

  private static void assertFails(int status, String line, Process process) throws Exception {
    assertThat(process.errorReader().lines()).singleElement().asString().startsWith(line);
    assertThat(process.inputReader().lines()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(status);
  }

  /// Sends text over a connection of its own, and returns all that comes back.
  private static String send(HttpApi http, String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.url().getPort())) {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static HttpApi httpWhenReady(Process process) throws IOException {
    return http(linesUntilReady(process));
  }

  private static HttpApi http(List<String> lines) {
    var ready = lines.getLast();
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

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    var temporaryFiles = Files.createDirectories(directory.resolve("temporary"));
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx192m",
                "-Djava.io.tmpdir=" + temporaryFiles,
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
