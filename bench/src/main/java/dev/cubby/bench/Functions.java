package dev.cubby.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The functions of template.yaml and their events.
final class Functions {

  /// A function, and the artifact that has its code.
  record Function(String handler, String artifact) {

    String name() {
      return handler.substring(handler.lastIndexOf('.') + 1);
    }
  }

  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:CodeUri: functions/target/(\\w+)\\.zip\\s+)?Handler: (dev\\.cubby\\.\\S+)");

  private static final Pattern CAPITAL = Pattern.compile("(?<!^)[A-Z]");

  private Functions() {}

  /// Unpacks each artifact into a directory of `work` of its name.
  static void unpack(Path work) throws IOException {
    for (var artifact : List.of("functions", "pages")) {
      Artifact.unpack(Path.of("functions/target/" + artifact + ".zip"), work.resolve(artifact));
    }
  }

  /// Returns those that API Gateway invokes for a route.
  static List<Function> withRoute() throws IOException {
    return FUNCTION
        .matcher(Files.readString(Path.of("template.yaml")))
        .results()
        .map(found ->
            new Function(found.group(2), found.group(1) == null ? "functions" : found.group(1)))
        .filter(function -> event(function.name()).contains("\"httpMethod\""))
        .filter(function -> !function.name().equals("Authorize"))
        .toList();
  }

  /// Returns events/get-record.json for `GetRecord`.
  static String event(String name) {
    var file = CAPITAL.matcher(name).replaceAll("-$0").toLowerCase(Locale.ROOT) + ".json";
    try {
      return Files.readString(Path.of("events", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
