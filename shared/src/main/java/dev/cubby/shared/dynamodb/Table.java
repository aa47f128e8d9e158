package dev.cubby.shared.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import dev.cubby.shared.aws.AwsCall;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The one table. Each method is one call to DynamoDB, whose units it counts into the [RequestLog].
///
/// Where DynamoDB throttles, fails or cannot be reached, or a transaction has the item, every
/// method throws a [ProblemException] with [Unavailable]; whether a write then took place is not
/// known. A failed condition comes as the SDK's exception, with the old item.
public final class Table {

  // Nothing is ever written in this partition, which every function with a table may read.
  private static final Key ABSENT = new Key("PRIMING", "PRIMING");

  private final DynamoDbClient dynamoDb;
  private final String name;

  public Table(DynamoDbClient dynamoDb, String name) {
    this.dynamoDb = dynamoDb;
    this.name = name;
  }

  /// The table called `name`, by a client of its own as [TableClient] makes it.
  public static Table named(String name) {
    return new Table(TableClient.builder().build(), name);
  }

  /// Reads an item, strongly consistently: a write that was answered is seen.
  public Optional<Map<String, AttributeValue>> get(Key key) {
    var response = get(key, true);
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }

  /// Returns if the table can be read. It reads a key that is never there, at half a unit.
  ///
  /// @throws ProblemException with [Unavailable] if it cannot, whatever keeps it
  public void ping() {
    try {
      get(ABSENT, false);
    } catch (SdkException e) {
      throw new ProblemException(new Unavailable(Unavailable.DATABASE), e);
    }
  }

  private GetItemResponse get(Key key, boolean consistent) {
    var response =
        call(() ->
            dynamoDb.getItem(get ->
                get.tableName(name)
                    .key(key.toAttributes())
                    .consistentRead(consistent)
                    .returnConsumedCapacity(TOTAL)));
    RequestLog.countRead(units(response.consumedCapacity()));
    return response;
  }

  /// Reads many items, eventually consistently, and returns those that are there. DynamoDB takes at
  /// most 100 at once.
  public Map<Key, Map<String, AttributeValue>> getAll(List<Key> keys) {
    var found = new HashMap<Key, Map<String, AttributeValue>>();
    var pending = new ArrayDeque<>(keys.stream().map(Key::toAttributes).toList());
    return keys.isEmpty()
        ? found
        : Contention.resolve(() -> {
          var response =
              call(() ->
                  dynamoDb.batchGetItem(get ->
                      get.requestItems(
                              Map.of(name, KeysAndAttributes.builder().keys(pending).build()))
                          .returnConsumedCapacity(TOTAL)));
          response.consumedCapacity().forEach(consumed -> RequestLog.countRead(units(consumed)));
          response
              .responses()
              .getOrDefault(name, List.of())
              .forEach(item -> found.put(Key.of(item), item));
          pending.clear();
          Optional.ofNullable(response.unprocessedKeys().get(name))
              .ifPresent(left -> pending.addAll(left.keys()));
          return pending.isEmpty() ? Optional.of(found) : Optional.empty();
        });
  }

  /// Reads the items of `partition` whose sort keys lie from `first` to `last`, strongly
  /// consistently, without those that have expired at `time`: a Query for each 1 MB.
  public List<Map<String, AttributeValue>> between(
      String partition, String first, String last, Instant time) {
    var range = KeyRange.between(Index.TABLE, partition, first, last);
    var items = new ArrayList<Map<String, AttributeValue>>();
    Map<String, AttributeValue> start = null;
    do {
      var from = start;
      var page =
          query(query ->
              query
                  .keyConditionExpression(range.condition())
                  .expressionAttributeValues(range.values())
                  .consistentRead(true)
                  .exclusiveStartKey(from));
      page.items().stream().filter(item -> !Stamp.hasExpired(item, time)).forEach(items::add);
      start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
    } while (start != null);
    return items;
  }

  /// Reads the last item of `partition` whose sort key begins with `prefix`, strongly consistently;
  /// empty if that one has expired at `time`, whatever stands before it.
  public Optional<Map<String, AttributeValue>> last(String partition, String prefix, Instant time) {
    var range = KeyRange.beginningWith(Index.TABLE, partition, prefix);
    return query(query ->
            query
                .keyConditionExpression(range.condition())
                .expressionAttributeValues(range.values())
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(1))
        .items()
        .stream()
        .filter(item -> !Stamp.hasExpired(item, time))
        .findFirst();
  }

  /// Reads a page of `listing`, eventually consistently: one Query, which also reads, and leaves
  /// out, what has expired at `time`.
  public Page<Map<String, AttributeValue>> list(Listing listing, PageRequest page, Instant time) {
    var range = listing.range();
    var values = new HashMap<>(range.values());
    values.put(":seconds", Attributes.seconds(time));
    return listing.page(
        query(query ->
            query
                .indexName(range.index().indexName())
                .keyConditionExpression(range.condition())
                .filterExpression(Stamp.IS_LIVE)
                .expressionAttributeNames(Stamp.TTL_NAME)
                .expressionAttributeValues(values)
                .limit(page.limit())
                .scanIndexForward(page.ascending())
                .exclusiveStartKey(listing.startKey(page))));
  }

  /// Deletes items, each if it is there. DynamoDB takes at most 25 at once.
  void deleteAll(List<Key> keys) {
    var pending =
        new ArrayDeque<>(
            keys.stream()
                .map(key ->
                    WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key.toAttributes()))
                        .build())
                .toList());
    Contention.resolve(() -> {
      var response =
          call(() ->
              dynamoDb.batchWriteItem(write ->
                  write.requestItems(Map.of(name, pending)).returnConsumedCapacity(TOTAL)));
      response.consumedCapacity().forEach(consumed -> RequestLog.countWrite(units(consumed)));
      pending.clear();
      pending.addAll(response.unprocessedItems().getOrDefault(name, List.of()));
      return pending.isEmpty() ? Optional.of(keys) : Optional.empty();
    });
  }

  /// Begins to gather writes that are to take place together at `time`.
  public Transaction transaction(Instant time) {
    return new Transaction(this, time);
  }

  QueryResponse query(Consumer<QueryRequest.Builder> query) {
    var response =
        call(() ->
            dynamoDb.query(query.andThen(b -> b.tableName(name).returnConsumedCapacity(TOTAL))));
    RequestLog.countRead(units(response.consumedCapacity()));
    return response;
  }

  /// Writes a whole item, in place of any there is.
  public void put(Map<String, AttributeValue> item) {
    put(put -> put.item(item));
  }

  void put(Consumer<PutItemRequest.Builder> put) {
    var response =
        call(() ->
            dynamoDb.putItem(put.andThen(b -> b.tableName(name).returnConsumedCapacity(TOTAL))));
    RequestLog.countWrite(units(response.consumedCapacity()));
  }

  Map<String, AttributeValue> update(Consumer<UpdateItemRequest.Builder> update) {
    var response =
        call(() ->
            dynamoDb.updateItem(
                update.andThen(b -> b.tableName(name).returnConsumedCapacity(TOTAL))));
    RequestLog.countWrite(units(response.consumedCapacity()));
    return response.attributes();
  }

  /// Deletes an item if it is there.
  public void delete(Key key) {
    delete(delete -> delete.key(key.toAttributes()));
  }

  void delete(Consumer<DeleteItemRequest.Builder> delete) {
    var response =
        call(() ->
            dynamoDb.deleteItem(
                delete.andThen(b -> b.tableName(name).returnConsumedCapacity(TOTAL))));
    RequestLog.countWrite(units(response.consumedCapacity()));
  }

  /// Gives an attribute of the item under `key` a text as its `value`, unless there is no such item
  /// or it has this value or a greater one already. Its version stays.
  public void raise(Key key, String attribute, String value) {
    try {
      update(update ->
          update
              .key(key.toAttributes())
              .updateExpression("SET #name = :value")
              .conditionExpression(
                  "attribute_exists(PK) AND (attribute_not_exists(#name) OR #name < :value)")
              .expressionAttributeNames(Map.of("#name", attribute))
              .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value))));
    } catch (ConditionalCheckFailedException _) {
      // Somebody has done so before, or there is nothing left to do it to.
    }
  }

  void transact(List<TransactWriteItem> writes, String token) {
    var response =
        call(() ->
            dynamoDb.transactWriteItems(transaction ->
                transaction
                    .transactItems(writes)
                    .clientRequestToken(token)
                    .returnConsumedCapacity(TOTAL)));
    response.consumedCapacity().forEach(consumed -> RequestLog.countWrite(units(consumed)));
  }

  String name() {
    return name;
  }

  private static <R> R call(Supplier<R> call) {
    try {
      return AwsCall.to(Unavailable.DATABASE, call);
    } catch (TransactionConflictException e) {
      throw new ProblemException(new Unavailable(Unavailable.DATABASE), e);
    }
  }

  private static double units(@Nullable ConsumedCapacity consumed) {
    return consumed == null ? 0 : consumed.capacityUnits();
  }
}
