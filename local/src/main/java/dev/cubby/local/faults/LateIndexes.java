package dev.cubby.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Serves indexes from a second DynamoDB, to which each change of an item comes late. Each takes a
/// time of its own, so changes of different items come in any order; an item's entries never go
/// back.
final class LateIndexes implements Service {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// The most that a Query brings to the indexes.
  private static final int MAX_CHANGES = 100;

  private final Service service;
  private final Service table;
  private final ItemKeys keys;
  private final Duration longest;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final EmbeddedDynamoDb late = EmbeddedDynamoDb.inMemory();
  private final Service indexes = new Upstream(late.endpoint());
  private final Map<String, Set<String>> copied = new HashMap<>();

  // The items that have changed, and when their entries do. It has a lock of its own, so that no
  // write waits for the second DynamoDB.
  private final Map<ItemKey, Instant> due = new HashMap<>();

  /// @param table where the changes come from, without limits
  /// @param longest how late a change can come
  LateIndexes(
      Service service,
      Service table,
      ItemKeys keys,
      Duration longest,
      RandomGenerator random,
      InstantSource clock) {
    this.service = service;
    this.table = table;
    this.keys = keys;
    this.longest = longest;
    this.random = random;
    this.clock = clock;
  }

  /// Brings all changes so far to the indexes.
  synchronized void catchUp() throws IOException, InterruptedException {
    for (var item : dueBy(Instant.MAX)) {
      bring(item);
    }
  }

  @Override
  public AwsResponse carryOut(AwsRequest call) throws IOException, InterruptedException {
    var body = MAPPER.readTree(call.body());
    if (body.has("IndexName")
        && bring(body.path("TableName").asText()).contains(body.path("IndexName").asText())) {
      return indexes.carryOut(call);
    }
    if (!Operations.WRITES.contains(call.operation())) {
      return service.carryOut(call);
    }
    var items = keys.of(call);
    try {
      return service.carryOut(call);
    } finally {
      delay(items);
    }
  }

  private void delay(List<ItemKey> items) {
    synchronized (due) {
      for (var item : items) {
        long nanos = random.nextLong(longest.toNanos() + 1);
        due.putIfAbsent(item, clock.instant().plusNanos(nanos));
      }
    }
  }

  private List<ItemKey> dueBy(Instant time) {
    synchronized (due) {
      return due.entrySet().stream()
          .filter(change -> !change.getValue().isAfter(time))
          .sorted(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  private boolean isToCome(ItemKey item) {
    synchronized (due) {
      return due.containsKey(item);
    }
  }

  // Brings the changes that are due, and returns the table's global indexes. So few that the client
  // does not give up.
  private synchronized Set<String> bring(String name) throws IOException, InterruptedException {
    var names = copy(name);
    for (var item : dueBy(clock.instant()).stream().limit(MAX_CHANGES).toList()) {
      bring(item);
    }
    return names;
  }

  private void bring(ItemKey item) throws IOException, InterruptedException {
    // A write from now on is another change.
    synchronized (due) {
      due.remove(item);
    }
    if (copy(item.table()).isEmpty()) {
      return;
    }
    var request = MAPPER.createObjectNode().put("TableName", item.table());
    request.set("Key", item.key());
    var get = request.deepCopy().put("ConsistentRead", true);
    var found = send(table, "GetItem", get).path("Item");
    if (found.isMissingNode()) {
      send(indexes, "DeleteItem", request);
    } else {
      request.remove("Key");
      request.set("Item", found);
      send(indexes, "PutItem", request);
    }
  }

  // Copies the table once, without changes that are to come. Returns its global indexes.
  private Set<String> copy(String name) throws IOException, InterruptedException {
    var known = copied.get(name);
    if (known != null) {
      return known;
    }
    var described = (ObjectNode) keys.describe(name);
    var names = new HashSet<String>();
    for (var index : described.path("GlobalSecondaryIndexes")) {
      ((ObjectNode) index).retain("IndexName", "KeySchema", "Projection");
      names.add(index.path("IndexName").asText());
    }
    var create =
        described
            .retain("TableName", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
            .put("BillingMode", "PAY_PER_REQUEST");
    if (!names.isEmpty()) {
      send(indexes, "CreateTable", create);
      copyItems(name);
    }
    copied.put(name, names);
    return names;
  }

  private void copyItems(String name) throws IOException, InterruptedException {
    var scan = MAPPER.createObjectNode().put("TableName", name);
    JsonNode page;
    do {
      page = send(table, "Scan", scan);
      for (var item : page.path("Items")) {
        var put = MAPPER.createObjectNode().put("TableName", name);
        put.set("Item", item);
        if (!isToCome(keys.of(AwsRequest.toDynamoDb("PutItem", put.toString())).getFirst())) {
          send(indexes, "PutItem", put);
        }
      }
      scan.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
    } while (page.has("LastEvaluatedKey"));
  }

  private static JsonNode send(Service to, String operation, JsonNode body)
      throws IOException, InterruptedException {
    var answer = to.carryOut(AwsRequest.toDynamoDb(operation, body.toString()));
    if (answer.statusCode() != 200) {
      throw new IOException(operation + ": " + answer.body());
    }
    return MAPPER.readTree(answer.body());
  }

  @Override
  public void close() {
    indexes.close();
    late.close();
    service.close();
  }
}
