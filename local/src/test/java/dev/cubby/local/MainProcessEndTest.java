package dev.cubby.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How the program ends: its status, what it prints and what it leaves.
class MainProcessEndTest extends MainProcessCase {

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
}
