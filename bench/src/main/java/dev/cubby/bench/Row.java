package dev.cubby.bench;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/// A row of a benchmark's table: its figures by column, in the order in which they were added.
final class Row {

  private final Map<String, Object> cells = new LinkedHashMap<>();

  Row(String column, String name) {
    cells.put(column, name);
  }

  Row with(String column, Object figure) {
    cells.put(column, figure instanceof Double number ? Figure.rounded(number) : figure);
    return this;
  }

  String text(String column) {
    return requireNonNull(cells.get(column), column).toString();
  }

  /// Returns a figure, by its median if it has several.
  double number(String column) {
    return switch (requireNonNull(cells.get(column), column)) {
      case Figure figure -> figure.median();
      case Number number -> number.doubleValue();
      default -> throw new IllegalArgumentException(column);
    };
  }

  Map<String, Object> cells() {
    return cells;
  }
}
