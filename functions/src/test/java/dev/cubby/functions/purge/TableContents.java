package dev.cubby.functions.purge;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// What users leave behind, in the table called `name`.
record TableContents(DynamoDbClient client, String name) {

  private static final int BATCH = 25;

  /// Gives a user keys and records, with all that tells them from those of others.
  void give(String userId, int keys, int records) {
    put(
        Stream.concat(
            IntStream.range(0, keys).boxed().flatMap(i -> key(userId, userId + "-" + i)),
            IntStream.range(0, records).mapToObj(i -> record(userId, "%06d".formatted(i)))));
  }

  /// A record as `POST /records/{key}` writes it.
  static Map<String, AttributeValue> record(String userId, String key) {
    return Map.of(
        "PK", fromS("USER#" + userId),
        "SK", fromS("RECORD#" + key),
        "GSI1PK", fromS("USER#" + userId + "#RECORDS"),
        "GSI1SK", fromS(key),
        "VALUE", fromS("{\"key\":\"" + key + "\"}"));
  }

  void put(Stream<Map<String, AttributeValue>> items) {
    var writes = items.map(item -> WriteRequest.builder().putRequest(put(item)).build()).toList();
    for (int i = 0; i < writes.size(); i += BATCH) {
      var batch = writes.subList(i, Math.min(i + BATCH, writes.size()));
      client.batchWriteItem(write -> write.requestItems(Map.of(name, batch)));
    }
  }

  /// Everything in the table.
  Set<Map<String, AttributeValue>> all() {
    return client.scanPaginator(scan -> scan.tableName(name)).items().stream()
        .collect(Collectors.toSet());
  }

  /// What the table and the index have of a user, whatever partition it is in.
  List<Map<String, AttributeValue>> of(String userId) {
    return Stream.of(Optional.<String>empty(), Optional.of("GSI1"))
        .flatMap(index ->
            client
                .scanPaginator(scan -> scan.tableName(name).indexName(index.orElse(null)))
                .items()
                .stream())
        .filter(item -> item.toString().contains(userId))
        .toList();
  }

  private static PutRequest put(Map<String, AttributeValue> item) {
    return PutRequest.builder().item(item).build();
  }

  // The reference and what it refers to.
  private static Stream<Map<String, AttributeValue>> key(String userId, String hash) {
    var key = new HashMap<String, AttributeValue>();
    key.put("PK", fromS("KEY#" + hash));
    key.put("SK", fromS("KEY"));
    key.put("userId", fromS(userId));
    var reference = new HashMap<String, AttributeValue>();
    reference.put("PK", fromS("USER#" + userId));
    reference.put("SK", fromS("KEY#" + hash));
    reference.put("partition", fromS("KEY#" + hash));
    return Stream.of(key, reference);
  }
}
