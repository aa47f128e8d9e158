package dev.cubby.shared.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The one table. Each method is one call to DynamoDB, whose units it counts into the [RequestLog].
///
/// Where DynamoDB throttles, fails or cannot be reached, or a transaction has the item, every
/// method throws a [ProblemException] with [Unavailable]; whether a write then took place is not
/// known. A failed condition comes as the SDK's exception, with the old item.
public final class Table {

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
    var response =
        call(() ->
            dynamoDb.getItem(get ->
                get.tableName(name)
                    .key(key.toAttributes())
                    .consistentRead(true)
                    .returnConsumedCapacity(TOTAL)));
    RequestLog.countRead(units(response.consumedCapacity()));
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
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

  void delete(Consumer<DeleteItemRequest.Builder> delete) {
    var response =
        call(() ->
            dynamoDb.deleteItem(
                delete.andThen(b -> b.tableName(name).returnConsumedCapacity(TOTAL))));
    RequestLog.countWrite(units(response.consumedCapacity()));
  }

  private static <R> R call(Supplier<R> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw isUnavailability(e) ? new ProblemException(new Unavailable(), e) : e;
    }
  }

  private static boolean isUnavailability(SdkException e) {
    return switch (e) {
      case TransactionConflictException _ -> true;
      case SdkServiceException service ->
          service.isThrottlingException() || service.statusCode() >= 500;
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> true;
      default -> e.getCause() instanceof IOException;
    };
  }

  private static double units(@Nullable ConsumedCapacity consumed) {
    return consumed == null ? 0 : consumed.capacityUnits();
  }
}
