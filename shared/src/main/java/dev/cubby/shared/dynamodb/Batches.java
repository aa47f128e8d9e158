package dev.cubby.shared.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.Problem;
import dev.cubby.shared.problem.Problem.Unavailable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// BatchGetItem and BatchWriteItem. What DynamoDB leaves unprocessed is sent again, for up to 2 s.
record Batches(DynamoDbClient dynamoDb, String table) {

  private static final Problem UNPROCESSED = new Unavailable(Unavailable.DATABASE);

  Map<Key, Attributes> get(List<Key> keys) {
    var found = new HashMap<Key, Attributes>();
    var pending = new ArrayDeque<>(keys.stream().map(key -> key.toAttributes().toMap()).toList());
    return keys.isEmpty()
        ? found
        : RetryOnConflict.until(
            () -> {
              var response =
                  Table.call(() ->
                      dynamoDb.batchGetItem(get ->
                          get.requestItems(
                                  Map.of(table, KeysAndAttributes.builder().keys(pending).build()))
                              .returnConsumedCapacity(TOTAL)));
              response
                  .consumedCapacity()
                  .forEach(consumed -> RequestLog.countRead(Table.units(consumed)));
              response.responses().getOrDefault(table, List.of()).stream()
                  .map(Attributes::of)
                  .forEach(item -> found.put(Key.of(item), item));
              pending.clear();
              Optional.ofNullable(response.unprocessedKeys().get(table))
                  .ifPresent(left -> pending.addAll(left.keys()));
              return pending.isEmpty() ? Optional.of(found) : Optional.empty();
            },
            UNPROCESSED);
  }

  void delete(List<Key> keys) {
    var pending =
        new ArrayDeque<>(
            keys.stream()
                .map(key ->
                    WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key.toAttributes().toMap()))
                        .build())
                .toList());
    RetryOnConflict.until(
        () -> {
          var response =
              Table.call(() ->
                  dynamoDb.batchWriteItem(write ->
                      write.requestItems(Map.of(table, pending)).returnConsumedCapacity(TOTAL)));
          response
              .consumedCapacity()
              .forEach(consumed -> RequestLog.countWrite(Table.units(consumed)));
          pending.clear();
          pending.addAll(response.unprocessedItems().getOrDefault(table, List.of()));
          return pending.isEmpty() ? Optional.of(keys) : Optional.empty();
        },
        UNPROCESSED);
  }
}
