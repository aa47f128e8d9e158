package dev.cubby.functions.collections;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A document with the fields `/0`, `/1` and so on, and how an index orders it.
record Row(List<Sample> values, String id) {

  static Row random(RandomGenerator random, int fields) {
    return new Row(
        Stream.generate(() -> Sample.random(random)).limit(fields).toList(),
        List.of("a", "a.", "aa", "b", "~").get(random.nextInt(5)));
  }

  JsonText document() {
    return new JsonText(
        IntStream.range(0, values.size())
            .mapToObj(i -> "\"" + i + "\":" + values.get(i).json())
            .collect(joining(",", "{", "}")));
  }

  /// Whether an index with these `fields` contains this document.
  boolean has(List<Integer> fields) {
    return fields.stream()
        .allMatch(field -> field < values.size() && !values.get(field).equals(Sample.OBJECT));
  }

  /// Returns what an index with these `fields` sees.
  Row only(List<Integer> fields) {
    return new Row(fields.stream().map(values::get).toList(), id);
  }

  /// Returns the key of this document in `index`.
  Binary keyIn(IndexDefinition index) {
    return requireNonNull(IndexKey.all(Map.of("i", index), document(), id).get("i"));
  }

  int compareTo(Row other, List<Boolean> ascending) {
    for (int i = 0; i < values.size(); i++) {
      int order = values.get(i).compareTo(other.values.get(i));
      if (order != 0) {
        return ascending.get(i) ? order : -order;
      }
    }
    return id.compareTo(other.id);
  }
}
