package dev.cubby.functions.collections;

import static java.util.stream.Collectors.joining;

import dev.cubby.functions.collections.ValueRange.Cut;
import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.json.JsonParts;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The part of an index that a query asks for: the keys from `first` to `last`. Neither is the key
/// of a document.
///
/// @param index the index's name
/// @param conditions the values that the query states for each of the first fields, by parameter
record DocumentQuery(
    String index, List<SequencedMap<String, JsonText>> conditions, Binary first, Binary last) {

  static final String EQUALS = "equals";

  /// The query parameters that state values, as JSON.
  static final List<String> PARAMETERS = List.of(EQUALS, "gte", "gt", "lte", "lt", "prefix");

  // All that follows. The first byte of an id, and of a value in either direction, is in between.
  private static final ValueRange ALL =
      new ValueRange(
          EQUALS, new Cut(Binary.of((byte) 1), false), new Cut(Binary.of((byte) 0xFE), true));

  /// Reads a query of one of `indexes`, by name; empty if the query names none.
  ///
  /// @param parameter returns the query parameter with a name
  /// @throws ProblemException naming a malformed parameter, or the index to declare if this one
  ///   does not answer the query
  static Optional<DocumentQuery> of(
      Function<String, Optional<String>> parameter, Map<String, IndexDefinition> indexes) {
    var name = parameter.apply("index");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var conditions = new ArrayList<SequencedMap<String, JsonText>>();
    var values = parameter.apply(EQUALS).map(DocumentQuery::values).orElse(List.of());
    values.forEach(value -> conditions.add(new TreeMap<>(Map.of(EQUALS, value))));
    var range = ValueRange.of(parameter);
    range.ifPresent(_ -> conditions.add(rangeParameters(parameter)));
    var fields = index(name.get(), indexes, conditions, range.orElse(ALL).parameter()).fields();
    var beginning = beginning(fields, values);
    var part =
        range
            .map(stated -> fields.get(values.size()).descending() ? stated.inverted() : stated)
            .orElse(ALL);
    return Optional.of(of(name.get(), conditions, beginning, part));
  }

  private static DocumentQuery of(
      String index,
      List<SequencedMap<String, JsonText>> conditions,
      Binary beginning,
      ValueRange range) {
    var first = range.lower().in(beginning);
    var last = range.upper().in(beginning);
    if (Math.max(first.size(), last.size()) > IndexKey.MAX_BYTES) {
      throw ProblemException.invalid(
          range.parameter(),
          "is longer than any value in an index, whose keys have at most "
              + IndexKey.MAX_BYTES
              + " bytes");
    }
    if (first.compareTo(last) >= 0) {
      throw ProblemException.invalid(range.parameter(), "leaves no value in the range");
    }
    return new DocumentQuery(index, conditions, first, last);
  }

  private static SequencedMap<String, JsonText> rangeParameters(
      Function<String, Optional<String>> parameter) {
    var stated = new LinkedHashMap<String, JsonText>();
    for (var name : PARAMETERS) {
      if (!name.equals(EQUALS)) {
        parameter.apply(name).ifPresent(json -> stated.put(name, ValueRange.json(name, json)));
      }
    }
    return stated;
  }

  private static List<JsonText> values(String json) {
    var array = ValueRange.json(EQUALS, json);
    if (!array.text().strip().startsWith("[")) {
      throw ProblemException.invalid(EQUALS, "must be an array of values");
    }
    var values = JsonParts.elements(array, IndexDefinition.MAX_FIELDS + 1);
    if (values.size() > IndexDefinition.MAX_FIELDS) {
      throw ProblemException.invalid(
          EQUALS, "must have at most " + IndexDefinition.MAX_FIELDS + " values");
    }
    values.forEach(value -> ValueRange.scalar(EQUALS, value.text()));
    return values;
  }

  // Returns the index `name`, which must have a field for each of the `conditions`. If it has not,
  // the `parameter` is named.
  private static IndexDefinition index(
      String name,
      Map<String, IndexDefinition> indexes,
      List<SequencedMap<String, JsonText>> conditions,
      String parameter) {
    int count = conditions.size();
    var index = indexes.get(name);
    if (index == null) {
      throw ProblemException.invalid(
          "index",
          (indexes.isEmpty()
                  ? "must be an index of this collection, which has none; "
                  : "must be one of " + String.join(", ", indexes.keySet()) + ", or ")
              + declaration(name, List.of(), conditions));
    }
    if (count > IndexDefinition.MAX_FIELDS) {
      throw ProblemException.invalid(
          parameter,
          "asks for " + count + " fields; an index has at most " + IndexDefinition.MAX_FIELDS);
    }
    if (count > index.fields().size()) {
      throw ProblemException.invalid(
          parameter,
          "asks for "
              + count
              + " fields of the index "
              + name
              + ", which has only "
              + index
              + "; "
              + declaration(name, index.texts(), conditions));
    }
    return index;
  }

  // Says which index answers: one that begins with these `fields`, and has a field for each
  // condition.
  private static String declaration(
      String name, List<String> fields, List<SequencedMap<String, JsonText>> conditions) {
    var wanted =
        conditions.isEmpty()
            ? Stream.of("/<field>")
            : conditions.stream().skip(fields.size()).map(DocumentQuery::placeholder);
    return Stream.concat(fields.stream(), wanted)
        .map(field -> "\"" + field + "\"")
        .collect(joining(",", "declare the index \"" + name + "\":{\"fields\":[", "]}"));
  }

  // A query states values, not fields.
  private static String placeholder(SequencedMap<String, JsonText> condition) {
    return condition.entrySet().stream()
        .map(stated -> stated.getKey() + " " + stated.getValue().text().replace("\"", ""))
        .collect(joining(" and ", "/<field with ", ">"));
  }

  private static Binary beginning(List<IndexField> fields, List<JsonText> values) {
    var key = Binary.of();
    for (int i = 0; i < values.size(); i++) {
      var bytes = IndexValue.bytes(ValueRange.scalar(EQUALS, values.get(i).text()));
      key = key.append(fields.get(i).descending() ? bytes.inverted() : bytes);
    }
    return key;
  }
}
