package dev.cubby.local.controlplane;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The JDK's HTTP client for the AWS SDK: the one on `HttpURLConnection` has no PATCH.
final class JdkHttpClient implements SdkHttpClient {

  private static final Set<String> SET_BY_THE_JDK = Set.of("Content-Length", "Expect", "Host");

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          return response(client.send(converted(request), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }

      @Override
      public void abort() {}
    };
  }

  private static HttpRequest converted(HttpExecuteRequest request) throws IOException {
    var content = request.contentStreamProvider();
    var body = content.isEmpty() ? new byte[0] : content.get().newStream().readAllBytes();
    var http = request.httpRequest();
    var converted =
        HttpRequest.newBuilder(http.getUri())
            .method(http.method().name(), BodyPublishers.ofByteArray(body));
    http.forEachHeader((name, values) -> {
      if (!SET_BY_THE_JDK.contains(name)) {
        values.forEach(value -> converted.header(name, value));
      }
    });
    return converted.build();
  }

  private static HttpExecuteResponse response(HttpResponse<byte[]> response) {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
