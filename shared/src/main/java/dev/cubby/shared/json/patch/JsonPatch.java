package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A JSON Patch (RFC 6902): operations that take effect in order, all or none.
record JsonPatch(List<Operation> operations) implements Patch {

  /// The maximum length of the value after each operation, in characters. Each copy may double it.
  static final int MAX_LENGTH = 1024 * 1024;

  /// The maximum number of operations. Each may copy the largest array or object.
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
    if (!errors.isEmpty()) {
      throw new ProblemException(new InvalidRequest(errors));
    }
    return new JsonPatch(operations);
  }

  @Override
  public JsonText apply(JsonText value) {
    var document = NodeReader.read(value);
    for (int i = 0; i < operations.size(); i++) {
      var position = "[" + i + "]";
      document = operations.get(i).apply(document, position);
      if (document.length() > MAX_LENGTH) {
        int bytes = document.text().getBytes(StandardCharsets.UTF_8).length;
        throw new ProblemException(
            new TooLarge("The value after operation " + position, MAX_LENGTH, bytes));
      }
      if (document.depth() > JsonText.MAX_DEPTH) {
        throw ProblemException.invalid(
            position, "must not make the value nest deeper than " + JsonText.MAX_DEPTH + " levels");
      }
    }
    return new JsonText(document.text());
  }
}
