package dev.cubby.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// A call to an AWS service. In DynamoDB's protocol the header `X-Amz-Target` names the operation,
/// and the body is JSON.
public record AwsRequest(String method, String target, HttpFields headers, String body) {

  private static final Pattern CREDENTIAL = Pattern.compile("Credential=(\\w+)/");
  private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");

  /// Reads the body of `request`.
  public static AwsRequest read(Request request) throws IOException {
    return new AwsRequest(
        request.getMethod(),
        request.getHttpURI().getPathQuery(),
        request.getHeaders(),
        Content.Source.asString(request, UTF_8));
  }

  /// A call of this process to an emulator of DynamoDB, which checks no signature.
  public static AwsRequest toDynamoDb(String operation, String body) {
    var headers =
        HttpFields.build()
            .add("X-Amz-Target", "DynamoDB_20120810." + operation)
            .add("Content-Type", "application/x-amz-json-1.0")
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20120810/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0");
    return new AwsRequest("POST", "/", headers, body);
  }

  /// Returns the same call with another body.
  public AwsRequest withBody(String other) {
    return new AwsRequest(method, target, headers, other);
  }

  /// The token of a transaction, which stays the same in retries; empty if absent.
  public String token() {
    var token = TOKEN.matcher(body);
    return token.find() ? token.group(1) : "";
  }

  /// Such as `PutItem`, or `POST /apikeys` where the header does not say.
  public String operation() {
    var operation = headers.get("X-Amz-Target");
    return operation == null
        ? method + " " + URI.create(target).getPath()
        : operation.substring(operation.indexOf('.') + 1);
  }

  /// The access key id that signed the call, empty if absent: with the embedded DynamoDB, the
  /// logical id of the function that calls.
  public String accessKeyId() {
    var authorization = headers.get("Authorization");
    var credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
    return credential.find() ? credential.group(1) : "";
  }
}
