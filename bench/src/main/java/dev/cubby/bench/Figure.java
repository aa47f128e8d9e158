package dev.cubby.bench;

import java.util.Collection;

/// The median of repeated measurements, with the least and the greatest.
record Figure(double median, double min, double max) {

  static Figure of(Collection<Double> values) {
    var sorted = values.stream().sorted().map(Figure::rounded).toList();
    return new Figure(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }

  static double rounded(double value) {
    return value < 100 ? Math.round(value * 100) / 100.0 : Math.round(value);
  }
}
