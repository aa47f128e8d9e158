package dev.cubby.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The table of items' sizes in docs/architecture.md. [CostTableTest] fails for a row that no test
/// asserts.
final class SizeTable {

  private SizeTable() {}

  /// Asserts that the one `item`, and its entry in the index, have the bytes that the row `name`
  /// states.
  ///
  /// @param lengths the bytes of what the row names
  static void assertSize(
      String name, Map<String, AttributeValue> item, Map<String, Integer> lengths) {
    assertThat(List.of(Units.size(item), Units.sizeInIndex(item)))
        .as(name)
        .isEqualTo(
            requireNonNull(rows().get(name), name).stream()
                .map(cell -> sum(cell, lengths))
                .toList());
  }

  static Map<String, List<String>> rows() {
    return DocumentedTable.rows("| item | size |");
  }

  // Such as `203 + 2 × key + value`; nothing is 0.
  private static int sum(String cell, Map<String, Integer> lengths) {
    return Stream.of(cell.split(" \\+ "))
        .filter(product -> !product.isEmpty())
        .mapToInt(product ->
            Stream.of(product.split(" × "))
                .mapToInt(factor ->
                    factor.matches("\\d+")
                        ? Integer.parseInt(factor)
                        : requireNonNull(lengths.get(factor), factor))
                .reduce(1, Math::multiplyExact))
        .sum();
  }
}
