package dev.cubby.local.faults;

import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/// The service behind the proxy.
final class Upstream implements Service {

  /// Hop-by-hop headers.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "server",
          "transfer-encoding",
          "upgrade");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final URI target;

  Upstream(URI target) {
    this.target = target;
  }

  @Override
  public AwsResponse carryOut(AwsRequest call) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(target.resolve(call.target()))
            .method(call.method(), BodyPublishers.ofString(call.body()));
    call.headers()
        .forEach(header -> {
          if (isEndToEnd(header.getName())) {
            request.header(header.getName(), header.getValue());
          }
        });
    var response = client.send(request.build(), BodyHandlers.ofString());
    var headers = new TreeMap<String, String>();
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          if (isEndToEnd(name)) {
            headers.put(name, values.getFirst());
          }
        });
    return new AwsResponse(response.statusCode(), headers, response.body());
  }

  private static boolean isEndToEnd(String header) {
    return !HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
