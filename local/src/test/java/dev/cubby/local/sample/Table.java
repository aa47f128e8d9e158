package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `PUT /things/{id}` puts an item of that key, with the body as its value if there is one, into
/// the table `TABLE_NAME`; `GET /things/{id}` reads it. Speaks DynamoDB's protocol, which DynamoDB
/// Local takes without a valid signature.
public final class Table implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    var path = String.valueOf(event.get("path"));
    var key = "{\"PK\":{\"S\":\"" + path.substring(path.lastIndexOf('/') + 1) + "\"}}";
    var answer =
        "PUT".equals(event.get("httpMethod"))
            ? call("PutItem", "Item", withValue(key, event.get("body")))
            : call("GetItem", "Key", key);
    return Map.of("statusCode", answer.statusCode(), "body", answer.body());
  }

  private static String withValue(String key, @Nullable Object body) {
    return body == null
        ? key
        : key.substring(0, key.length() - 1) + ",\"value\":{\"S\":\"" + body + "\"}}";
  }

  private HttpResponse<String> call(String operation, String member, String key) {
    var request =
        HttpRequest.newBuilder(URI.create(System.getenv("AWS_ENDPOINT_URL_DYNAMODB")))
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + System.getenv("AWS_ACCESS_KEY_ID")
                    + "/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"TableName\":\""
                        + System.getenv("TABLE_NAME")
                        + "\",\""
                        + member
                        + "\":"
                        + key
                        + "}"))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
