package dev.cubby.permissions;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.local.http.AwsRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A call of a function to a service, as IAM sees it.
///
/// @param resource as template.yaml writes it, such as `${Table.Arn}/index/GSI1`
/// @param leadingKeys the partition keys of the items; one empty text for API Gateway
record ServiceCall(String function, String action, String resource, Set<String> leadingKeys) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// What authorizes each part of a transaction.
  private static final Map<String, String> PARTS =
      Map.of(
          "ConditionCheck", "ConditionCheckItem",
          "Delete", "DeleteItem",
          "Get", "GetItem",
          "Put", "PutItem",
          "Update", "UpdateItem");

  private static final String TAGS =
      "/tags/arn%3A${AWS::Partition}%3Aapigateway%3A${AWS::Region}%3A%3A%2F";

  private static final Pattern PARTITION = Pattern.compile("PK = (:\\w+)");

  static Stream<ServiceCall> of(AwsRequest request) {
    var function = request.accessKeyId();
    if (request.headers().get("X-Amz-Target") == null) {
      var path = URI.create(request.target()).getPath();
      var call =
          toApiGateway(
              function, request.method(), path.replaceFirst("^(/usageplans/)(\\w+)", "$1\\${$2}"));
      // To create something with tags needs the permission to tag it.
      return request.body().contains("\"tags\":")
          ? Stream.of(call, toApiGateway(function, "PUT", TAGS + path.substring(1) + "%2F*"))
          : Stream.of(call);
    }
    var body = json(request.body());
    return request.operation().startsWith("Transact")
        ? body.path("TransactItems")
            .valueStream()
            .flatMap(JsonNode::propertyStream)
            .map(part -> of(function, requireNonNull(PARTS.get(part.getKey())), part.getValue()))
        : Stream.of(of(function, request.operation(), body));
  }

  private static ServiceCall toApiGateway(String function, String method, String path) {
    return new ServiceCall(
        function,
        "apigateway:" + method,
        "arn:${AWS::Partition}:apigateway:${AWS::Region}::" + path,
        Set.of(""));
  }

  private static ServiceCall of(String function, String operation, JsonNode body) {
    return new ServiceCall(
        function, "dynamodb:" + operation, table(body) + index(body), keys(operation, body));
  }

  private static String table(JsonNode body) {
    var tables = body.path("RequestItems").fieldNames();
    var name = tables.hasNext() ? tables.next() : body.path("TableName").asText();
    return "${" + name + ".Arn}";
  }

  private static String index(JsonNode body) {
    return body.has("IndexName") ? "/index/" + body.path("IndexName").asText() : "";
  }

  private static Set<String> keys(String operation, JsonNode body) {
    var keys =
        operation.equals("Query")
            ? PARTITION
                .matcher(body.path("KeyConditionExpression").asText())
                .results()
                .map(match -> body.path("ExpressionAttributeValues").path(match.group(1)))
            : body.findValues("PK").stream();
    return keys.map(key -> key.path("S").asText()).collect(Collectors.toSet());
  }

  private static JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(body, e);
    }
  }
}
