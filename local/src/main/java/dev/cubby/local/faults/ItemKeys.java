package dev.cubby.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The items that calls name. The schemas of their keys come from the service, which is asked once
/// for each table.
final class ItemKeys {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Service service;
  private final Map<String, List<String>> attributes = new ConcurrentHashMap<>();

  ItemKeys(Service service) {
    this.service = service;
  }

  /// The keys of the items that `call` reads or writes, in its order; none of a Query or Scan.
  List<ItemKey> of(AwsRequest call) throws IOException, InterruptedException {
    var body = MAPPER.readTree(call.body());
    var keys = new ArrayList<ItemKey>();
    if (body.has("Item") || body.has("Key")) {
      keys.add(of(body.path("TableName").asText(), body));
    }
    for (var part : body.path("TransactItems")) {
      var action = part.iterator().next();
      keys.add(of(action.path("TableName").asText(), action));
    }
    for (var table : body.path("RequestItems").properties()) {
      for (var request : PartialBatch.requests(table.getValue())) {
        keys.add(ofRequest(table.getKey(), request));
      }
    }
    return keys;
  }

  /// The key in a `request` of a batch.
  ItemKey ofRequest(String table, JsonNode request) throws IOException, InterruptedException {
    boolean isWrite = request.has("PutRequest") || request.has("DeleteRequest");
    return isWrite ? of(table, request.iterator().next()) : new ItemKey(table, request);
  }

  /// The names of the key's attributes in `table`, that of the partition key first.
  List<String> attributes(String table) throws IOException, InterruptedException {
    var known = attributes.get(table);
    if (known != null) {
      return known;
    }
    var read =
        describe(table)
            .path("KeySchema")
            .valueStream()
            .map(element -> element.path("AttributeName").asText())
            .toList();
    attributes.put(table, read);
    return read;
  }

  /// What DescribeTable says about `table`.
  JsonNode describe(String table) throws IOException, InterruptedException {
    var body = MAPPER.createObjectNode().put("TableName", table).toString();
    var answer = service.carryOut(AwsRequest.toDynamoDb("DescribeTable", body));
    return MAPPER.readTree(answer.body()).path("Table");
  }

  private ItemKey of(String table, JsonNode action) throws IOException, InterruptedException {
    return action.path("Item") instanceof ObjectNode item
        ? new ItemKey(table, item.deepCopy().retain(attributes(table)))
        : new ItemKey(table, action.path("Key"));
  }
}
