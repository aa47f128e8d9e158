package dev.cubby.functions.collections;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A collection as a client declares it: the JSON Schema of its documents, and its indexes by name.
record Declaration(@NotNull JsonText schema, @Nullable Map<String, Fields> indexes) {

  /// The fields of an index, such as `/status` or, for the greatest first, `-/createdAt`.
  record Fields(@Nullable List<String> fields) {}

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  /// Returns the definitions of the indexes, by name.
  ///
  /// @throws ProblemException naming every invalid index
  Map<String, IndexDefinition> definitions() {
    var definitions = new LinkedHashMap<String, IndexDefinition>();
    if (indexes == null) {
      return definitions;
    }
    if (indexes.size() > Definition.MAX_INDEXES) {
      throw ProblemException.invalid(
          "indexes", "must have at most " + Definition.MAX_INDEXES + " members");
    }
    var errors = new ArrayList<FieldError>();
    indexes.forEach((name, index) -> {
      try {
        definitions.put(name, definition(name, index));
      } catch (ProblemException e) {
        errors.addAll(((InvalidRequest) e.problem()).errors());
      }
    });
    ProblemException.throwIfAny(errors);
    return definitions;
  }

  private static IndexDefinition definition(String name, Fields index) {
    if (!NAME.matcher(name).matches()) {
      throw ProblemException.invalid(
          "indexes." + name, "must be named by a letter and at most 63 letters, digits and _");
    }
    var fields = index.fields();
    return IndexDefinition.of(name, fields == null ? List.of() : fields);
  }
}
