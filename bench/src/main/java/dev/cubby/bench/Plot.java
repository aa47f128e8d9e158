package dev.cubby.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Draws figures by the number of things, as SVG: a panel for each figure, a line for each request.
final class Plot {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 50;
  private static final int LEGEND = 20;
  private static final List<String> COLORS = List.of("#0b6e99", "#d9730d", "#0f7b6c", "#ad1a72");

  private final StringBuilder svg = new StringBuilder();
  private final LinkedHashMap<String, List<Row>> requests;

  private Plot(List<Row> rows) {
    requests =
        rows.stream()
            .collect(
                groupingBy(
                    row -> row.text("request").replace("`", ""),
                    LinkedHashMap::new,
                    Collectors.toList()));
  }

  static String of(List<Row> rows) {
    var plot = new Plot(rows);
    plot.panel(0, "units", "units");
    plot.panel(1, "milliseconds", "ms");
    int height = HEIGHT + LEGEND * (plot.requests.size() + 1);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
    <rect width="100%%" height="100%%" fill="white"/>
    %s</svg>
    """
        .formatted(2 * WIDTH, height, plot.svg);
  }

  private void panel(int column, String title, String figure) {
    int left = column * WIDTH + MARGIN;
    int right = (column + 1) * WIDTH - MARGIN / 2;
    int bottom = HEIGHT - MARGIN / 2;
    double most =
        requests.values().stream()
            .flatMap(List::stream)
            .mapToDouble(row -> row.number(figure))
            .max()
            .orElseThrow();
    text(left, MARGIN / 2, title);
    line("M%d %d V%d H%d".formatted(left, MARGIN, bottom, right), "black");
    text(left - MARGIN + 5, MARGIN + 5, Double.toString(most));
    text(left - MARGIN + 5, bottom, "0");
    int index = 0;
    for (var request : requests.entrySet()) {
      var points = new ArrayList<String>();
      var sizes = request.getValue();
      for (int i = 0; i < sizes.size(); i++) {
        double x = left + (double) (right - left) * i / Math.max(1, sizes.size() - 1);
        double y = bottom - (bottom - MARGIN) * sizes.get(i).number(figure) / most;
        points.add(String.format(Locale.ROOT, "%.1f %.1f", x, y));
        if (index == 0) {
          text((int) x - 15, bottom + 15, sizes.get(i).text("things"));
        }
      }
      var color = COLORS.get(index % COLORS.size());
      line(points.stream().collect(joining(" L", "M", "")), color);
      if (column == 0) {
        int y = HEIGHT + LEGEND * (index + 1);
        line("M%d %d h30".formatted(left, y - 4), color);
        text(left + 40, y, request.getKey());
      }
      index++;
    }
  }

  private void line(String path, String color) {
    svg.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>%n".formatted(path, color));
  }

  private void text(int x, int y, String text) {
    svg.append("<text x=\"%d\" y=\"%d\">%s</text>%n".formatted(x, y, text));
  }
}
