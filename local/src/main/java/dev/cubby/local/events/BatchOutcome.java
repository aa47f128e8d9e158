package dev.cubby.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.local.lambda.InvocationResult;
import java.io.IOException;
import java.util.List;

/// The outcome of a batch that was sent to a function.
sealed interface BatchOutcome {

  /// All records are processed.
  record Processed() implements BatchOutcome {}

  /// The records before the one at `index` are processed, it and all behind it are not.
  ///
  /// @param functionError whether the function threw, and reported nothing
  record Failed(int index, boolean functionError) implements BatchOutcome {}

  /// The function was not invoked.
  record NotInvoked() implements BatchOutcome {}

  JsonMapper MAPPER = new JsonMapper();

  /// The outcome of a function's result where the function reports the records that failed. See
  /// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>. An
  /// empty list is a success too, as LocalStack recorded
  /// (`test_dynamodb_report_batch_item_success_scenarios`).
  static BatchOutcome reported(List<StreamRecord> batch, InvocationResult result) {
    if (!(result instanceof InvocationResult.Success)) {
      return of(result);
    }
    try {
      var answer = MAPPER.readTree(result.payload());
      if (answer.isMissingNode() || answer.isNull() || (answer.isArray() && answer.isEmpty())) {
        return new Processed();
      }
      return answer.isObject()
          ? reported(batch, answer.path("batchItemFailures"))
          : new Failed(0, false);
    } catch (IOException e) {
      return new Failed(0, false);
    }
  }

  /// The outcome of a function's result that does not report failed records.
  static BatchOutcome of(InvocationResult result) {
    return switch (result) {
      case InvocationResult.Success _ -> new Processed();
      case InvocationResult.Failure _ -> new Failed(0, true);
      case InvocationResult.Refused _ -> new NotInvoked();
    };
  }

  private static BatchOutcome reported(List<StreamRecord> batch, JsonNode failures) {
    if (failures.isMissingNode() || failures.isNull()) {
      return new Processed();
    }
    if (!failures.isArray()) {
      return new Failed(0, false);
    }
    var sequenceNumbers = batch.stream().map(StreamRecord::sequenceNumber).toList();
    int first = batch.size();
    for (var failure : failures) {
      // Not found counts as the whole batch.
      int index = sequenceNumbers.indexOf(failure.path("itemIdentifier").asText());
      first = Math.min(first, Math.max(index, 0));
    }
    return failures.isEmpty() ? new Processed() : new Failed(first, false);
  }
}
