package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Outcome.Mismatch;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.Transaction.Committed;
import dev.cubby.shared.http.Batch;
import dev.cubby.shared.http.BatchOperation;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.OperationFailure;
import dev.cubby.shared.problem.Problem.BatchFailed;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// A batch of writes of the caller's things, of several kinds: all take effect or none, in one
/// transaction.
public final class OwnedBatch {

  // The limit of a transaction (API reference of TransactWriteItems).
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  // DynamoDB Local counts the expressions of an operation too, some 400 bytes.
  private static final int OPERATION_BYTES = 1024;

  private record Body(List<BatchWrite.Result> results) {}

  private final Table table;
  private final Map<String, Function<Request, Optional<BatchPlan<?>>>> plans = new TreeMap<>();

  public OwnedBatch(Table table, List<OwnedKind<?>> kinds) {
    this.table = table;
    kinds.forEach(kind -> {
      var plan = Optional.<BatchPlan<?>>of(new BatchPlan<>(kind));
      plans.put(kind.name() + "s", _ -> plan);
    });
  }

  /// Adds the things in the lists of a `list`, such as `collections/{name}/documents`.
  ///
  /// @param kind returns the kind of what an operation concerns; empty if the list does not exist
  public OwnedBatch with(
      String list, Function<Request, ? extends Optional<? extends OwnedKind<?>>> kind) {
    plans.put(list, request -> kind.apply(request).map(found -> new BatchPlan<>(found)));
    return this;
  }

  /// Handles POST of a [Batch].
  public Response write(Request request) {
    var idempotency = request.idempotency();
    var operations = request.body(Batch.class).operations();
    if (idempotency.isStated() && operations.size() == Batch.MAX_OPERATIONS) {
      throw ProblemException.invalid(
          "operations",
          "must have at most "
              + (Batch.MAX_OPERATIONS - 1)
              + " elements with an Idempotency-Key, which takes the place of one");
    }
    List<BatchWrite> writes;
    String results;
    try {
      writes = plan(operations, request);
      results = Json.write(new Body(writes.stream().map(BatchWrite::result).toList()));
      checkSize(writes, idempotency.isStated() ? ItemSize.utf8(results) : 0);
    } catch (ProblemException e) {
      return repeated(idempotency.madeBefore(e, table, request.time()));
    }

    var transaction = table.transaction(request.time());
    writes.forEach(write -> write.addition().accept(transaction));
    idempotency.keep(Attributes.NONE.with("results", results), transaction, request.time());
    return switch (transaction.commit()) {
      case Committed _ -> Response.ok(new JsonText(results));
      case Canceled canceled ->
          idempotency
              .made(canceled)
              .map(OwnedBatch::repeated)
              .orElseGet(() -> failed(writes, canceled, request.time()));
    };
  }

  private static Response repeated(Attributes first) {
    return Response.ok(new JsonText(first.text("results")));
  }

  private List<BatchWrite> plan(List<BatchOperation> operations, Request request) {
    var found = new HashMap<String, Optional<BatchPlan<?>>>();
    var keys = new HashMap<Key, Integer>();
    return Batch.each(operations, operation -> plan(operation, request, found, keys));
  }

  // `found` has the plans of the lists that operations before name, `keys` their indexes.
  private BatchWrite plan(
      BatchOperation operation,
      Request request,
      Map<String, Optional<BatchPlan<?>>> found,
      Map<Key, Integer> keys) {
    var plans = this.plans.get(operation.list());
    if (plans == null) {
      throw operation.invalid(
          "path", "must be in one of /" + String.join(", /", this.plans.keySet()));
    }
    var write =
        found
            .computeIfAbsent(operation.statedList(), _ -> operation.find(plans))
            .orElseThrow(() ->
                operation.invalid(
                    "path", "is in /" + operation.statedList() + ", which does not exist"))
            .plan(operation, request);
    var first = keys.putIfAbsent(write.key(), operation.index());
    operation.require(first == null, "path", "names the same thing as operations[" + first + "]");
    return write;
  }

  private static void checkSize(List<BatchWrite> writes, int others) {
    int size = others + writes.stream().mapToInt(write -> OPERATION_BYTES + write.bytes()).sum();
    if (size > MAX_BYTES) {
      throw new ProblemException(new TooLarge("The batch", MAX_BYTES, size));
    }
  }

  private static Response failed(List<BatchWrite> writes, Canceled canceled, Instant time) {
    var failures = new ArrayList<OperationFailure>();
    for (int i = 0; i < writes.size(); i++) {
      var write = writes.get(i);
      var index = i;
      canceled
          .refusal(write.key(), time)
          .map(refusal ->
              refusal instanceof Mismatch<?>(var current)
                  ? new OperationFailure(index, write.mismatch(), String.valueOf(current))
                  : new OperationFailure(index, 404, null))
          .ifPresent(failures::add);
    }
    return Response.problem(new BatchFailed(failures));
  }
}
