package dev.cubby.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.http.AwsRequest;
import java.util.Map;

/// The response to an [AwsRequest], from the service or injected.
record AwsResponse(int statusCode, Map<String, String> headers, String body) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// An error with this `code`.
  static AwsResponse error(int statusCode, String code) {
    return error(statusCode, document(code));
  }

  /// The cancellation of a `transaction` that conflicts with another one in its first item. It has
  /// a reason per item.
  ///
  /// @throws JsonProcessingException if the call is not JSON
  static AwsResponse cancellation(AwsRequest transaction) throws JsonProcessingException {
    var document = document("TransactionCanceledException");
    var reasons = document.putArray("CancellationReasons");
    int items = MAPPER.readTree(transaction.body()).path("TransactItems").size();
    for (int i = 0; i < items; i++) {
      reasons.addObject().put("Code", i == 0 ? "TransactionConflict" : "None");
    }
    return error(400, document);
  }

  private static ObjectNode document(String code) {
    return MAPPER
        .createObjectNode()
        .put("__type", "com.amazonaws.dynamodb.v20120810#" + code)
        .put("message", "Injected by the fault proxy");
  }

  private static AwsResponse error(int statusCode, ObjectNode document) {
    return new AwsResponse(
        statusCode, Map.of("Content-Type", "application/x-amz-json-1.0"), document.toString());
  }
}
