package dev.cubby.shared.aws;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// The SDK's client on `HttpURLConnection`, made to buffer bodies and to keep connections for 20 s.
///
/// The SDK streams each body. Before the JDK streams one over a connection that it has kept, it
/// reads from the connection for 1 ms, to see whether the server has closed it: 1 ms for each call.
/// It buffers a body without a stated length, and then states the same length itself.
final class JdkTransport implements SdkHttpClient {

  private static final String CONTENT_LENGTH = "Content-Length";

  // The JDK reads these once, before its first request.
  static {
    // By default it repeats a buffered POST that gets no response, unknown to the SDK.
    System.setProperty("sun.net.http.retryPost", "false");
    // In seconds. By default it closes a connection after five without a request, and an instance
    // of a function rarely gets its next one that soon. DynamoDB Local closes it after 30.
    System.setProperty("http.keepAlive.time.server", "20");
  }

  private final SdkHttpClient client;

  /// @param client the SDK's on `HttpURLConnection`
  JdkTransport(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var http = request.httpRequest();
    var unmeasured =
        HttpExecuteRequest.builder()
            .request(http.copy(copy -> copy.removeHeader(CONTENT_LENGTH)))
            .contentStreamProvider(request.contentStreamProvider().orElse(null))
            .build();
    return new Attempt(client.prepareRequest(unmeasured));
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  // If the SDK aborts an attempt while it connects, the JDK's client dereferences a connection that
  // no longer exists. Whatever it throws, the attempt has failed, and the SDK may make another.
  private record Attempt(ExecutableHttpRequest request) implements ExecutableHttpRequest {

    @Override
    public HttpExecuteResponse call() throws IOException {
      try {
        return request.call();
      } catch (SdkException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
