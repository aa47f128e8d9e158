package dev.cubby.shared.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.IoUtils;

class JdkTransportTest {

  private static final String BODY = "{\"a\":\"é\"}";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /// The SDK's client streams it otherwise.
  @Test
  void body_hasNoStatedLength() throws Exception {
    var requests = new ArrayList<HttpExecuteRequest>();
    var client = new JdkTransport(new Stub(requests, null));

    client.prepareRequest(post(URI.create("http://127.0.0.1:1"))).call();

    var sent = requests.getFirst();
    assertThat(sent.httpRequest().firstMatchingHeader("Content-Length")).isEmpty();
    assertThat(sent.httpRequest().firstMatchingHeader("X-Amz-Target")).contains("a");
    assertThat(IoUtils.toUtf8String(sent.contentStreamProvider().orElseThrow().newStream()))
        .isEqualTo(BODY);
  }

  @Test
  void bodies_areSentWithTheirLengthOverOneConnection() throws Exception {
    sendTwice(Duration.ZERO);
  }

  /// By itself the JDK closes it after 5 s.
  @Test
  @Tag("slow")
  void connectionWithoutRequests_isKept() throws Exception {
    sendTwice(Duration.ofSeconds(7));
  }

  private static void sendTwice(Duration pause) throws Exception {
    try (var server = new Server(OK, OK);
        var client = realClient()) {
      assertThat(send(client, server)).isEqualTo("{}");
      Thread.sleep(pause);
      assertThat(send(client, server)).isEqualTo("{}");

      assertThat(server.bodies).containsExactly(BODY, BODY);
      assertThat(server.connections).hasValue(1);
    }
  }

  /// By itself the JDK sends it once more, over another connection.
  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1"})
  void postWithoutResponse_isNotRepeated(String start) throws Exception {
    try (var server = new Server(OK, start, OK);
        var client = realClient()) {
      client.prepareRequest(post(server.uri())).call().responseBody().orElseThrow().close();

      assertThatIOException().isThrownBy(() -> client.prepareRequest(post(server.uri())).call());

      assertThat(server.bodies).hasSize(2);
    }
  }

  /// The JDK's, if the SDK ends an attempt while it connects.
  @Test
  void defectOfTheClient_isAFailureOfTheAttempt() {
    var defect = new NullPointerException("this.http is null");

    assertThatIOException().isThrownBy(() -> send(defect)).withCause(defect);
  }

  @Test
  void exceptionOfTheSdk_staysOne() {
    var aborted = AbortedException.create("aborted");

    assertThatThrownBy(() -> send(aborted)).isSameAs(aborted);
  }

  private static String send(SdkHttpClient client, Server server) throws IOException {
    var response = client.prepareRequest(post(server.uri())).call();
    return IoUtils.toUtf8String(response.responseBody().orElseThrow());
  }

  private static void send(RuntimeException thrown) throws Exception {
    new JdkTransport(new Stub(new ArrayList<>(), thrown))
        .prepareRequest(post(URI.create("http://127.0.0.1:1")))
        .call();
  }

  private static SdkHttpClient realClient() {
    return new JdkTransport(UrlConnectionHttpClient.create());
  }

  private static HttpExecuteRequest post(URI uri) {
    var bytes = BODY.getBytes(UTF_8);
    return HttpExecuteRequest.builder()
        .request(
            SdkHttpRequest.builder()
                .uri(uri)
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .putHeader("X-Amz-Target", "a")
                .build())
        .contentStreamProvider(() -> new ByteArrayInputStream(bytes))
        .build();
  }

  private record Stub(List<HttpExecuteRequest> requests, @Nullable RuntimeException thrown)
      implements SdkHttpClient, ExecutableHttpRequest {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      requests.add(request);
      return this;
    }

    @Override
    public HttpExecuteResponse call() {
      if (thrown != null) {
        throw thrown;
      }
      return HttpExecuteResponse.builder().build();
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }

  /// Answers one request after the other, and closes the connection after an incomplete answer.
  private static final class Server implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    Server(String... answers) throws IOException {
      Thread.ofVirtual().start(() -> serve(List.of(answers)));
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void serve(List<String> answers) {
      int next = 0;
      while (next < answers.size()) {
        try (var connection = socket.accept()) {
          connections.incrementAndGet();
          boolean goesOn = true;
          while (goesOn && next < answers.size()) {
            bodies.add(body(connection));
            connection.getOutputStream().write(answers.get(next).getBytes(UTF_8));
            goesOn = answers.get(next).equals(OK);
            next++;
          }
        } catch (IOException e) {
          return;
        }
      }
    }

    private static String body(Socket connection) throws IOException {
      var in = connection.getInputStream();
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int read = in.read();
        if (read < 0) {
          throw new IOException("The client has closed the connection");
        }
        head.append((char) read);
      }
      var length = head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
      return new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
