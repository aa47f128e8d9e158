package dev.cubby.shared.http;

import dev.cubby.shared.json.JsonParts;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.Contended;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The body of a batch: 1 to [#MAX_OPERATIONS] operations.
public record Batch(List<BatchOperation> operations) {

  /// As many as a transaction of DynamoDB has.
  public static final int MAX_OPERATIONS = 100;

  private static final String OPERATIONS = "operations";

  /// Reads the operations in the body of `request`.
  static Batch of(Request request, String body) {
    var members = JsonParts.members(JsonText.parseOperations(body));
    var list = members.remove(OPERATIONS);
    ProblemException.throwIfAny(
        members.keySet().stream()
            .map(name -> new FieldError(name, "is not a field of this request"))
            .toList());
    if (list == null || !list.text().startsWith("[")) {
      throw ProblemException.invalid(OPERATIONS, "must be an array");
    }
    var elements = JsonParts.elements(list, MAX_OPERATIONS + 1);
    if (elements.isEmpty() || elements.size() > MAX_OPERATIONS) {
      throw ProblemException.invalid(OPERATIONS, "must have 1 to " + MAX_OPERATIONS + " elements");
    }
    var indexes = IntStream.range(0, elements.size()).boxed().toList();
    return new Batch(
        each(indexes, index -> new BatchOperation(request, index, elements.get(index))));
  }

  /// Applies `step` to each of `all`.
  ///
  /// @throws ProblemException at once if DynamoDB is unavailable or contended: the next step would
  ///   wait for it too. Otherwise with the invalid fields of all of them; else the first other
  ///   problem
  public static <A, B> List<B> each(List<A> all, Function<A, B> step) {
    var done = new ArrayList<B>();
    var errors = new ArrayList<FieldError>();
    var others = new ArrayList<ProblemException>();
    for (var one : all) {
      try {
        done.add(step.apply(one));
      } catch (ProblemException e) {
        switch (e.problem()) {
          case InvalidRequest(var some) -> errors.addAll(some);
          case Unavailable _, Contended _ -> throw e;
          default -> others.add(e);
        }
      }
    }
    ProblemException.throwIfAny(errors);
    if (!others.isEmpty()) {
      throw others.getFirst();
    }
    return done;
  }
}
