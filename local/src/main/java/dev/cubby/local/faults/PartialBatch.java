package dev.cubby.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.util.Map;

/// A BatchGetItem or BatchWriteItem of which DynamoDB processes a part.
///
/// @param part the part's call
/// @param rest the other requests by table, empty if there are none
record PartialBatch(AwsRequest part, ObjectNode rest) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// Whether a request of a batch is processed.
  @FunctionalInterface
  interface Condition {
    boolean holds(String table, JsonNode request) throws IOException, InterruptedException;
  }

  /// Every second request of `batch`, the first one included.
  static PartialBatch half(AwsRequest batch) throws IOException, InterruptedException {
    var count = new int[1];
    return of(batch, (_, _) -> count[0]++ % 2 == 0);
  }

  /// The requests of `batch` that meet the condition.
  static PartialBatch of(AwsRequest batch, Condition isProcessed)
      throws IOException, InterruptedException {
    var body = (ObjectNode) MAPPER.readTree(batch.body());
    var part = body.deepCopy();
    var rest = MAPPER.createObjectNode();
    for (var table : body.path("RequestItems").properties()) {
      var processed = requests(part.path("RequestItems").path(table.getKey()));
      var others = table.getValue().deepCopy();
      processed.removeAll();
      requests(others).removeAll();
      for (var request : requests(table.getValue())) {
        boolean holds = isProcessed.holds(table.getKey(), request);
        (holds ? processed : requests(others)).add(request);
      }
      if (processed.isEmpty()) {
        ((ObjectNode) part.path("RequestItems")).remove(table.getKey());
      }
      if (!requests(others).isEmpty()) {
        rest.set(table.getKey(), others);
      }
    }
    return new PartialBatch(batch.withBody(part.toString()), rest);
  }

  /// Sends the part to `service` and returns its response, with the rest as unprocessed.
  AwsResponse carryOut(Service service) throws IOException, InterruptedException {
    if (MAPPER.readTree(part.body()).path("RequestItems").isEmpty()) {
      return AwsResponse.error(400, "ProvisionedThroughputExceededException");
    }
    var answer = service.carryOut(part);
    return rest.isEmpty() || answer.statusCode() != 200 ? answer : withRest(answer);
  }

  /// The requests of a table in a batch.
  static ArrayNode requests(JsonNode ofTable) {
    return ofTable instanceof ArrayNode writes ? writes : (ArrayNode) ofTable.path("Keys");
  }

  private AwsResponse withRest(AwsResponse answer) throws JsonProcessingException {
    var body = (ObjectNode) MAPPER.readTree(answer.body());
    boolean isRead = part.operation().equals("BatchGetItem");
    var unprocessed = body.withObject(isRead ? "/UnprocessedKeys" : "/UnprocessedItems");
    for (Map.Entry<String, JsonNode> table : rest.properties()) {
      var there = unprocessed.path(table.getKey());
      if (there.isMissingNode()) {
        unprocessed.set(table.getKey(), table.getValue());
      } else {
        requests(there).addAll(requests(table.getValue()));
      }
    }
    return AwsResponse.json(answer.statusCode(), body);
  }
}
