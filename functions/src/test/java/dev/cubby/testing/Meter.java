package dev.cubby.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Counts the calls of its clients, and the units that AWS bills for them. DynamoDB Local counts
/// other units for pages of the index, for transactions and for Queries that find nothing: those
/// follow from the sizes of the items ([API
/// reference](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html)). A
/// plain write whose condition fails counts none.
final class Meter implements ExecutionInterceptor {

  private static final ExecutionAttribute<List<Map<String, AttributeValue>>> BEFORE =
      new ExecutionAttribute<>("before");

  private final DynamoDbClient unmetered;
  private final Queue<String> operations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();
  private volatile boolean readsTransactions;

  Meter(DynamoDbClient unmetered) {
    this.unmetered = unmetered;
  }

  /// Returns what `action` consumes. Only here do transactions count units, because their items are
  /// read twice for that.
  Consumption of(Runnable action) {
    takeCalls();
    takeUnits();
    readsTransactions = true;
    action.run();
    readsTransactions = false;
    return new Consumption(takeCalls(), readUnits.sumThenReset(), writeUnits.sumThenReset());
  }

  /// Returns the calls since this was last asked, in alphabetical order.
  List<String> takeCalls() {
    var calls = operations.stream().sorted().toList();
    operations.clear();
    return calls;
  }

  /// Returns the units since this was last asked.
  double takeUnits() {
    return readUnits.sumThenReset() + writeUnits.sumThenReset();
  }

  /// Returns how many attempts the calls took since this was last asked.
  int takeAttempts() {
    return attempts.getAndSet(0);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    if (context.request() instanceof TransactWriteItemsRequest transaction) {
      operations.add(operation + " of " + transaction.transactItems().size());
      if (readsTransactions) {
        attributes.putAttribute(BEFORE, stored(transaction));
      }
    } else if (context.request() instanceof TransactGetItemsRequest transaction) {
      operations.add(operation + " of " + transaction.transactItems().size());
    } else {
      operations.add(operation);
    }
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    attempts.incrementAndGet();
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof TransactWriteItemsRequest transaction) {
      var before = attributes.getAttribute(BEFORE);
      if (before != null) {
        bill(before, stored(transaction));
      }
    } else if (context.response() instanceof TransactGetItemsResponse read) {
      read.responses().forEach(one -> readUnits.add(Units.readInTransaction(one.item())));
    } else if (context.request() instanceof QueryRequest query) {
      bill(query, (QueryResponse) context.response());
    } else {
      var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      var units = operation.matches("(Batch)?Get.*") ? readUnits : writeUnits;
      // A list where several tables could have taken part.
      context
          .response()
          .getValueForField("ConsumedCapacity", Object.class)
          .map(consumed -> consumed instanceof List<?> several ? several : List.of(consumed))
          .ifPresent(consumed ->
              consumed.forEach(one -> units.add(((ConsumedCapacity) one).capacityUnits())));
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    var before = attributes.getAttribute(BEFORE);
    if (before != null && context.exception() instanceof TransactionCanceledException) {
      before.forEach(item -> writeUnits.add(Units.inTransaction(item)));
    }
  }

  private void bill(
      List<Map<String, AttributeValue>> before, List<Map<String, AttributeValue>> after) {
    for (int i = 0; i < before.size(); i++) {
      writeUnits.add(
          Math.max(Units.inTransaction(before.get(i)), Units.inTransaction(after.get(i)))
              + Units.ofIndexes(before.get(i), after.get(i)));
    }
  }

  private List<Map<String, AttributeValue>> stored(TransactWriteItemsRequest transaction) {
    return transaction.transactItems().stream().map(this::stored).toList();
  }

  private Map<String, AttributeValue> stored(TransactWriteItem write) {
    var put = write.put();
    if (put != null) {
      var key = new HashMap<>(put.item());
      key.keySet().retainAll(List.of("PK", "SK"));
      return stored(put.tableName(), key);
    }
    if (write.update() != null) {
      return stored(write.update().tableName(), write.update().key());
    }
    if (write.delete() != null) {
      return stored(write.delete().tableName(), write.delete().key());
    }
    return stored(write.conditionCheck().tableName(), write.conditionCheck().key());
  }

  private Map<String, AttributeValue> stored(String table, Map<String, AttributeValue> key) {
    return unmetered.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
  }

  // "Queries that do not return results consume the minimum number of read capacity units."
  private void bill(QueryRequest query, QueryResponse page) {
    double minimum = Boolean.TRUE.equals(query.consistentRead()) ? 1 : 0.5;
    double units =
        query.indexName() == null
            ? page.consumedCapacity().capacityUnits()
            : Units.ofPage(page.items());
    readUnits.add(Math.max(minimum, units));
  }
}
