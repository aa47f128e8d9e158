package dev.cubby.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.http.AwsRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The response to an [AwsRequest], from the service or injected.
record AwsResponse(int statusCode, Map<String, String> headers, String body) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// An error with this `code`.
  static AwsResponse error(int statusCode, String code) {
    return json(statusCode, document(code));
  }

  /// The cancellation of a `transaction` that conflicts with another one in its first item.
  ///
  /// @throws JsonProcessingException if the call is not JSON
  static AwsResponse cancellation(AwsRequest transaction) throws JsonProcessingException {
    int items = MAPPER.readTree(transaction.body()).path("TransactItems").size();
    return cancellation(
        "TransactionConflict", IntStream.range(0, items).mapToObj(item -> item == 0).toList());
  }

  /// The cancellation of a transaction for the reason `code` in those items that are `concerned`.
  static AwsResponse cancellation(String code, List<Boolean> concerned) {
    var document = document("TransactionCanceledException");
    var reasons = document.putArray("CancellationReasons");
    concerned.forEach(is -> reasons.addObject().put("Code", is ? code : "None"));
    return json(400, document);
  }

  private static ObjectNode document(String code) {
    return MAPPER
        .createObjectNode()
        .put("__type", "com.amazonaws.dynamodb.v20120810#" + code)
        .put("message", "Injected by the fault proxy");
  }

  /// A response with this body.
  static AwsResponse json(int statusCode, ObjectNode body) {
    return new AwsResponse(
        statusCode, Map.of("Content-Type", "application/x-amz-json-1.0"), body.toString());
  }
}
