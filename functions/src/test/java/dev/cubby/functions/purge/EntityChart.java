package dev.cubby.functions.purge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The kinds of items that docs/architecture.md knows, under "Entities".
final class EntityChart {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| `(.+?)` \\| `(.+?)` \\|");

  private EntityChart() {}

  /// A row of the chart: what it calls a thing, and the form of its keys.
  record Kind(String thing, Pattern pk, Pattern sk) {

    boolean includes(Map<String, AttributeValue> item) {
      return pk.matcher(text(item, "PK")).matches() && sk.matcher(text(item, "SK")).matches();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
      return item.getOrDefault(name, AttributeValue.fromS("")).s();
    }
  }

  static List<Kind> read() {
    try {
      var text = Files.readString(Path.of("../docs/architecture.md"));
      var start = text.indexOf("\n## Entities\n");
      return ROW.matcher(text.substring(start, text.indexOf("\n## ", start + 1)))
          .results()
          .map(EntityChart::kind)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Kind kind(MatchResult row) {
    return new Kind(row.group(1), form(row.group(2)), form(row.group(3)));
  }

  // `RECORD#<key>` is what begins with `RECORD#`.
  private static Pattern form(String key) {
    return Pattern.compile(
        Arrays.stream(key.split("<[^>]*>", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+")));
  }
}
