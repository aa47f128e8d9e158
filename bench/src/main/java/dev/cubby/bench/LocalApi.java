package dev.cubby.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/// The API that `start-local.sh` starts on a given DynamoDB, called with an admin's key.
final class LocalApi implements AutoCloseable {

  private static final String KEY = "benchmark-key";

  private final LocalServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  LocalApi(String dynamoDb) throws IOException, InterruptedException {
    server =
        LocalServer.api(
            KEY,
            List.of("--dynamodb-endpoint", dynamoDb),
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "none",
                "AWS_SECRET_ACCESS_KEY", "none"));
  }

  /// Sends `body`, or GETs if it is empty, and returns the body of the response.
  ///
  /// @throws IOException if the status is not 200
  String call(String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.fact("URL") + path))
            .header("x-api-key", KEY)
            .header("Content-Type", "application/json");
    if (!body.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " returned " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
