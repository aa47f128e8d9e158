package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// A JSON Patch (RFC 6902): operations that take effect in order, all or none.
record JsonPatch(List<Operation> operations) implements Patch {

  /// The maximum number of operations.
  static final int MAX_OPERATIONS = 1_000;

  /// Reads a patch.
  ///
  /// @throws ProblemException 400 naming each malformed operation
  static JsonPatch of(Node json) {
    if (!(json instanceof ArrayNode array)) {
      throw ProblemException.invalid("body", "must be an array of operations");
    }
    int size = array.elements().size();
    if (size > MAX_OPERATIONS) {
      throw ProblemException.invalid("body", "must have at most " + MAX_OPERATIONS + " operations");
    }
    var operations = new ArrayList<Operation>();
    var errors = new ArrayList<FieldError>();
    for (int i = 0; i < size; i++) {
      var position = "[" + i + "]";
      if (array.elements().get(i) instanceof ObjectNode operation) {
        operations.add(new OperationReader(operation, position, errors).read());
      } else {
        errors.add(new FieldError(position, "must be an object"));
      }
    }
    ProblemException.throwIfAny(errors);
    return new JsonPatch(operations);
  }

  @Override
  public JsonText apply(JsonText value) {
    return new Document(value).after(operations);
  }
}
