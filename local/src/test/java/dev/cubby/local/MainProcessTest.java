package dev.cubby.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What the program reads, prints and keeps.
@Order(1) // It waits longest.
class MainProcessTest extends MainProcessCase {

  /// Any of these settings ends the start or fails a request if it reaches a built-in endpoint.
  private Map<String, String> surroundings() throws IOException {
    var configuration =
        Files.writeString(
            directory.resolve("aws-config"),
            "[default]\nuse_fips_endpoint = true\nretry_mode = nonsense\n");
    var variables = new HashMap<String, String>();
    variables.put("AWS_REGION", "");
    variables.put("AWS_CA_BUNDLE", "/nowhere.pem");
    variables.put("AWS_CONFIG_FILE", configuration.toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", configuration.toString());
    variables.put("AWS_DEFAULTS_MODE", "nonsense");
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
    variables.put("AWS_ENDPOINT_URL_API_GATEWAY", "http://127.0.0.1:9");
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9");
    variables.put("AWS_PROFILE", "nobody");
    variables.put("AWS_RETRY_MODE", "nonsense");
    variables.put("AWS_USE_DUALSTACK_ENDPOINT", "true");
    variables.put("AWS_USE_FIPS_ENDPOINT", "true");
    variables.put("TZ", "Asia/Tokyo");
    for (var proxy : List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")) {
      variables.put(proxy, "http://127.0.0.1:9");
      variables.put(proxy.toLowerCase(Locale.ROOT), "http://127.0.0.1:9");
    }
    variables.put(
        "JAVA_TOOL_OPTIONS",
        "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttp.nonProxyHosts=example.com"
            + " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9"
            + " -DsocksProxyHost=127.0.0.1 -DsocksProxyPort=9 -DsocksNonProxyHosts=example.com"
            + " -Duser.language=ar -Duser.country=EG"
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
            "Locale en_US",
            "Properties []",
            "Zone UTC");
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
  void failures_arePrinted_butNotThatOfAnAuthorizerThatDenies() throws Exception {
    var process = start(Map.of(), "--port", "0");
    var http = httpWhenReady(process);

    http.send("GET", "/scripted", "x-script", HttpApi.script("throw Unauthorized"));
    http.send("GET", "/scripted", "x-script", HttpApi.script("throw away"));

    assertThat(process.errorReader().readLine())
        .isEqualTo("ScriptedFunction failed: java.lang.IllegalStateException: away");
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
    assertThat(second.get(2)).isEqualTo(first.get(2)).startsWith("Secret     made-");
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
}
