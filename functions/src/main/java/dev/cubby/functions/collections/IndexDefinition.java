package dev.cubby.functions.collections;

import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The fields by which an index orders the documents of a collection, 1 to [#MAX_FIELDS].
record IndexDefinition(List<IndexField> fields) {

  static final int MAX_FIELDS = 4;

  /// Reads the definition of the index `name`.
  ///
  /// @throws ProblemException naming each malformed field
  static IndexDefinition of(String name, List<String> fields) {
    var where = "indexes." + name + ".fields";
    if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
      throw ProblemException.invalid(where, "must have 1 to " + MAX_FIELDS + " fields");
    }
    var parsed = new ArrayList<IndexField>();
    var errors = new ArrayList<FieldError>();
    var pointers = new HashSet<String>();
    for (int i = 0; i < fields.size(); i++) {
      var at = where + "[" + i + "]";
      IndexField.parse(fields.get(i))
          .ifPresentOrElse(
              field -> {
                parsed.add(field);
                if (!pointers.add(field.pointer().text())) {
                  errors.add(new FieldError(at, "must not be a field that this index has already"));
                }
              },
              () -> errors.add(new FieldError(at, IndexField.EXPECTED)));
    }
    ProblemException.throwIfAny(errors);
    return new IndexDefinition(parsed);
  }

  /// Returns the fields as declared: `/status` and `-/createdAt`.
  List<String> texts() {
    return fields.stream().map(IndexField::toString).toList();
  }

  /// Returns the fields as declared: `/status, -/createdAt`.
  @Override
  public String toString() {
    return String.join(", ", texts());
  }
}
