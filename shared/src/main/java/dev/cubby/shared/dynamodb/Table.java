package dev.cubby.shared.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import dev.cubby.shared.aws.AwsCall;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.Problem.Contended;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The one table. Each method makes one call to DynamoDB, unless it says otherwise or [Batches]
/// repeats it, and counts its units in the [RequestLog].
///
/// Every method throws a [ProblemException] with [Unavailable] if DynamoDB throttles, fails or is
/// unreachable; the write may then have taken effect. It throws one with [Contended] if another
/// transaction holds the item, and the SDK's exception, with the old item, if a condition fails.
public final class Table {

  // Every function with a table may read this partition, which is always empty.
  private static final Key ABSENT = new Key("PRIMING", "PRIMING");

  private final DynamoDbClient dynamoDb;
  private final String name;
  private final Batches batches;

  public Table(DynamoDbClient dynamoDb, String name) {
    this.dynamoDb = dynamoDb;
    this.name = name;
    this.batches = new Batches(dynamoDb, name);
  }

  /// Returns the table `name`, with a new client from [TableClient].
  public static Table named(String name) {
    return new Table(TableClient.ofThisFunction(), name);
  }

  /// Reads an item, strongly consistently.
  public Optional<Attributes> get(Key key) {
    var response = get(key, true);
    return response.hasItem() ? Optional.of(Attributes.of(response.item())) : Optional.empty();
  }

  /// Checks that the table is readable, with a key that never exists. Consumes half a read unit.
  ///
  /// @throws ProblemException with [Unavailable] if the read fails for any reason
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
                    .key(key.toAttributes().toMap())
                    .consistentRead(consistent)
                    .returnConsumedCapacity(TOTAL)));
    RequestLog.countRead(units(response.consumedCapacity()));
    return response;
  }

  /// Reads items as of one moment, strongly consistently: one by GetItem, several by
  /// TransactGetItems, at twice the units. Empty if a transaction is writing one of several.
  Optional<Map<Key, Attributes>> snapshot(List<Key> keys) {
    if (keys.size() == 1) {
      var key = keys.getFirst();
      return Optional.of(get(key).map(item -> Map.of(key, item)).orElse(Map.of()));
    }
    var gets =
        keys.stream()
            .map(key ->
                TransactGetItem.builder()
                    .get(get -> get.tableName(name).key(key.toAttributes().toMap()))
                    .build())
            .toList();
    try {
      var response =
          call(() ->
              dynamoDb.transactGetItems(
                  get -> get.transactItems(gets).returnConsumedCapacity(TOTAL)));
      response.consumedCapacity().forEach(consumed -> RequestLog.countRead(units(consumed)));
      return Optional.of(
          response.responses().stream()
              .filter(ItemResponse::hasItem)
              .map(found -> Attributes.of(found.item()))
              .collect(Collectors.toMap(Key::of, item -> item)));
    } catch (TransactionCanceledException e) {
      if (Transaction.isPassing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Reads up to 100 items, eventually consistently, and returns those that exist.
  public Map<Key, Attributes> getAll(List<Key> keys) {
    return batches.get(keys);
  }

  /// Reads the items of `partition` with sort keys from `first` to `last`, strongly consistently,
  /// without those expired at `time`. One Query per 1 MB.
  public List<Attributes> between(String partition, String first, String last, Instant time) {
    var range = KeyRange.between(Index.TABLE, partition, first, last);
    var items = new ArrayList<Attributes>();
    Map<String, AttributeValue> start = null;
    do {
      var from = start;
      var page =
          query(query ->
              query
                  .keyConditionExpression(range.condition())
                  .expressionAttributeValues(range.values().toMap())
                  .consistentRead(true)
                  .exclusiveStartKey(from));
      live(page, time).forEach(items::add);
      start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
    } while (start != null);
    return items;
  }

  /// Reads the last item of `partition` whose sort key begins with `prefix`, strongly consistently.
  /// Empty if that item has expired at `time`, even if earlier ones have not.
  public Optional<Attributes> last(String partition, String prefix, Instant time) {
    var range = KeyRange.beginningWith(Index.TABLE, partition, prefix);
    var page =
        query(query ->
            query
                .keyConditionExpression(range.condition())
                .expressionAttributeValues(range.values().toMap())
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(1));
    return live(page, time).findFirst();
  }

  /// Reads a page of `listing`, eventually consistently: one Query, which also reads the items
  /// expired at `time` but omits them.
  public Page<Attributes> list(Listing listing, PageRequest page, Instant time) {
    return list(listing, page, time, false);
  }

  /// Reads a page as [#list] does, strongly consistently if `isConsistent`, for which an index has
  /// no support.
  Page<Attributes> list(Listing listing, PageRequest page, Instant time, boolean isConsistent) {
    var range = listing.range();
    return listing.page(
        query(query ->
            query
                .consistentRead(isConsistent)
                .indexName(range.index().indexName())
                .keyConditionExpression(range.condition())
                .filterExpression(VersionAttributes.IS_LIVE)
                .expressionAttributeNames(VersionAttributes.TTL_NAME)
                .expressionAttributeValues(range.values().withSeconds(":seconds", time).toMap())
                .limit(page.limit())
                .scanIndexForward(page.ascending())
                .exclusiveStartKey(listing.startKey(page))));
  }

  /// Deletes up to 25 items, whether or not they exist.
  void deleteAll(List<Key> keys) {
    batches.delete(keys);
  }

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

  /// Writes a whole item, replacing any existing one.
  public void put(Attributes item) {
    put(put -> put.item(item.toMap()));
  }

  void put(Consumer<PutItemRequest.Builder> put) {
    var response =
        call(() ->
            dynamoDb.putItem(put.andThen(b -> b.tableName(name).returnConsumedCapacity(TOTAL))));
    RequestLog.countWrite(units(response.consumedCapacity()));
  }

  Attributes update(Consumer<UpdateItemRequest.Builder> update) {
    var response =
        call(() ->
            dynamoDb.updateItem(
                update.andThen(b -> b.tableName(name).returnConsumedCapacity(TOTAL))));
    RequestLog.countWrite(units(response.consumedCapacity()));
    return Attributes.of(response.attributes());
  }

  /// Deletes an item if it exists.
  public void delete(Key key) {
    delete(delete -> delete.key(key.toAttributes().toMap()));
  }

  void delete(Consumer<DeleteItemRequest.Builder> delete) {
    var response =
        call(() ->
            dynamoDb.deleteItem(
                delete.andThen(b -> b.tableName(name).returnConsumedCapacity(TOTAL))));
    RequestLog.countWrite(units(response.consumedCapacity()));
  }

  /// Raises a text attribute of the item under `key` to `value`, without a new version. Has no
  /// effect if the item does not exist or its value is not less.
  public void raise(Key key, String attribute, String value) {
    try {
      update(update ->
          update
              .key(key.toAttributes().toMap())
              .updateExpression("SET #name = :value")
              .conditionExpression(
                  "attribute_exists(PK) AND (attribute_not_exists(#name) OR #name < :value)")
              .expressionAttributeNames(Map.of("#name", attribute))
              .expressionAttributeValues(Attributes.NONE.with(":value", value).toMap()));
    } catch (ConditionalCheckFailedException _) {
      // The value is not less, or the item is gone.
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

  private static Stream<Attributes> live(QueryResponse page, Instant time) {
    return page.items().stream()
        .map(Attributes::of)
        .filter(item -> !VersionAttributes.hasExpired(item, time));
  }

  static <R> R call(Supplier<R> call) {
    try {
      return AwsCall.to(Unavailable.DATABASE, call);
    } catch (TransactionConflictException e) {
      throw new ProblemException(new Contended(), e);
    }
  }

  static double units(@Nullable ConsumedCapacity consumed) {
    return consumed == null ? 0 : consumed.capacityUnits();
  }
}
