package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.Scalar;
import dev.cubby.shared.json.patch.Pointer;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The sort key of a document in an index: the bytes of the fields' values, inverted where the
/// field is descending, and the document's id. Documents with equal values are in order of id.
final class IndexKey {

  /// DynamoDB's limit of a sort key.
  static final int MAX_BYTES = 1024;

  private IndexKey() {}

  /// Returns the keys of a document, by name of the index. An index does not contain the document
  /// if one of its fields is missing, an object or an array.
  ///
  /// @throws ProblemException naming each value that its index cannot contain
  static Map<String, Binary> all(
      Map<String, IndexDefinition> indexes, JsonText document, String id) {
    var pointers =
        indexes.values().stream()
            .flatMap(index -> index.fields().stream())
            .map(IndexField::pointer)
            .collect(Collectors.toSet());
    var values = Scalar.at(pointers, document);
    var keys = new LinkedHashMap<String, Binary>();
    var errors = new ArrayList<FieldError>();
    indexes.forEach(
        (name, index) -> of(name, index, values, id, errors).ifPresent(key -> keys.put(name, key)));
    ProblemException.throwIfAny(errors);
    return keys;
  }

  /// Returns the id in a key of `index`; empty if `key` is not the key of a document.
  static Optional<String> idOf(IndexDefinition index, Binary key) {
    var bytes = key.toBytes();
    int at = 0;
    for (var field : index.fields()) {
      int length = IndexValue.length(bytes, at, field.descending());
      if (length == 0) {
        return Optional.empty();
      }
      at += length;
    }
    var id = new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  // Adds to `errors` why the index cannot contain the document.
  private static Optional<Binary> of(
      String name,
      IndexDefinition index,
      Map<Pointer, Scalar> values,
      String id,
      List<FieldError> errors) {
    var reason = ", because the index " + name + " contains it";
    var own = new ArrayList<FieldError>();
    var key = Binary.of();
    var longest = index.fields().getFirst();
    int maxLength = 0;
    for (var field : index.fields()) {
      var value = values.get(field.pointer());
      if (value == null) {
        return Optional.empty();
      }
      var violation = IndexValue.violation(value);
      if (violation.isPresent()) {
        own.add(new FieldError(field.pointer().text(), violation.get() + reason));
      } else {
        var bytes = IndexValue.bytes(value);
        key = key.append(field.descending() ? bytes.inverted() : bytes);
        if (bytes.size() > maxLength) {
          maxLength = bytes.size();
          longest = field;
        }
      }
    }
    key = key.append(Binary.of(id.getBytes(StandardCharsets.UTF_8)));
    if (key.size() > MAX_BYTES) {
      own.add(
          new FieldError(
              longest.pointer().text(),
              "must be shorter"
                  + reason
                  + ": its fields and the id take "
                  + key.size()
                  + " bytes there, and the limit is "
                  + MAX_BYTES));
    }
    errors.addAll(own);
    return own.isEmpty() ? Optional.of(key) : Optional.empty();
  }
}
