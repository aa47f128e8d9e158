package dev.cubby.local.faults;

import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rejects calls that conflict with a call in flight on the same item, as DynamoDB
/// [documents](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html):
/// a write and a transaction that writes, two transactions that write, and a transaction that reads
/// and any write. A request of a batch stays unprocessed.
///
/// The repetition of a transaction that took effect conflicts with none: DynamoDB recognizes it by
/// its token. While the first one is in flight, the repetition returns
/// `TransactionInProgressException`.
final class Conflicts implements Service {

  /// A thousand transactions a second, for as long as one may be retried.
  private static final int MAX_TOKENS = 10_000;

  private final Service service;
  private final ItemKeys keys;
  private final RecentTokens carriedOut = new RecentTokens(MAX_TOKENS);

  // In flight: items that transactions write, how many other writes each item has, and tokens.
  private final Set<ItemKey> transactions = new HashSet<>();
  private final Map<ItemKey, Integer> writes = new HashMap<>();
  private final Set<String> tokens = new HashSet<>();

  Conflicts(Service service, ItemKeys keys) {
    this.service = service;
    this.keys = keys;
  }

  /// Whether `call` is a transaction that took effect.
  boolean isCarriedOut(AwsRequest call) {
    return carriedOut.contains(call.token());
  }

  @Override
  public AwsResponse carryOut(AwsRequest call) throws IOException, InterruptedException {
    return switch (call.operation()) {
      case "BatchWriteItem" -> writeBatch(call);
      case "TransactWriteItems" -> isCarriedOut(call) ? service.carryOut(call) : transact(call);
      case "TransactGetItems" -> read(call);
      case String operation when Operations.ITEM_WRITES.contains(operation) -> write(call);
      default -> service.carryOut(call);
    };
  }

  private AwsResponse write(AwsRequest call) throws IOException, InterruptedException {
    var item = keys.of(call);
    if (!begin(item)) {
      return AwsResponse.error(400, "TransactionConflictException");
    }
    try {
      return service.carryOut(call);
    } finally {
      end(item);
    }
  }

  private AwsResponse writeBatch(AwsRequest call) throws IOException, InterruptedException {
    var begun = new HashSet<ItemKey>();
    try {
      var part =
          PartialBatch.of(
              call,
              (table, request) -> {
                var item = keys.ofRequest(table, request);
                return begin(List.of(item)) && begun.add(item);
              });
      return part.carryOut(service);
    } finally {
      end(begun);
    }
  }

  private AwsResponse transact(AwsRequest call) throws IOException, InterruptedException {
    var items = keys.of(call);
    synchronized (this) {
      if (tokens.contains(call.token())) {
        return AwsResponse.error(400, "TransactionInProgressException");
      }
      var conflicts = items.stream().map(transactions::contains).toList();
      if (conflicts.contains(true)) {
        return AwsResponse.cancellation("TransactionConflict", conflicts);
      }
      transactions.addAll(items);
      tokens.add(call.token());
    }
    try {
      var answer = service.carryOut(call);
      if (answer.statusCode() == 200) {
        carriedOut.add(call.token());
      }
      return answer;
    } finally {
      synchronized (this) {
        items.forEach(transactions::remove);
        tokens.remove(call.token());
      }
    }
  }

  private AwsResponse read(AwsRequest call) throws IOException, InterruptedException {
    var conflicts = keys.of(call).stream().map(this::isWritten).toList();
    return conflicts.contains(true)
        ? AwsResponse.cancellation("TransactionConflict", conflicts)
        : service.carryOut(call);
  }

  private synchronized boolean isWritten(ItemKey item) {
    return transactions.contains(item) || writes.containsKey(item);
  }

  // Returns false if a transaction is writing one of the items.
  private synchronized boolean begin(List<ItemKey> items) {
    if (items.stream().anyMatch(transactions::contains)) {
      return false;
    }
    items.forEach(item -> writes.merge(item, 1, Integer::sum));
    return true;
  }

  private synchronized void end(Iterable<ItemKey> items) {
    items.forEach(item -> writes.computeIfPresent(item, (_, n) -> n == 1 ? null : n - 1));
  }

  @Override
  public void close() {
    service.close();
  }
}
