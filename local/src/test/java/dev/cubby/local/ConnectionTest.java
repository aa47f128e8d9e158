package dev.cubby.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a connection carries, byte by byte.
class ConnectionTest {

  @RegisterExtension
  static final RunningProject PROJECT =
      RunningProject.of(
          """
          Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
          Resources:
            Echo:
              Type: AWS::Serverless::Function
              Properties:
                Handler: dev.cubby.local.sample.Echo
                Events: {Any: {Type: Api, Properties: {Path: /echo, Method: any}}}
          """);

  private static final String LONG = "x".repeat(20_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /echo?LONG HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: x\r\nX-Long: LONG\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /echo HTTP/7.0\r\nHost: x\r\n\r\n",
        "no HTTP\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n",
      })
  void connectionThatTheServerCloses_saysSo(String request) throws Exception {
    var response = send(request.replace("LONG", LONG));

    assertThat(response).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    assertThat(response.lines().map(String::toLowerCase)).contains("connection: close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: h2c",
        "Upgrade: websocket",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
      })
  void upgrade_isIgnored(String headers) throws Exception {
    var request = "GET /echo HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n";

    // The connection serves the next request too.
    assertThat(send(request + request + "no HTTP\r\n\r\n").split("HTTP/1.1 ", -1))
        .hasSize(4)
        .satisfies(parts -> assertThat(parts[1]).startsWith("200 "))
        .satisfies(parts -> assertThat(parts[2]).startsWith("200 "));
  }

  @Test
  void refusalOfTheApi_keepsTheConnection() throws Exception {
    var request = "GET /none HTTP/1.1\r\nHost: x\r\n\r\n";

    assertThat(send(request + request + "no HTTP\r\n\r\n").split("HTTP/1.1 403 ", -1)).hasSize(3);
  }

  /// Sends text, and returns all that comes until the server closes the connection.
  private static String send(String text) throws IOException {
    var port = PROJECT.api().url().getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
