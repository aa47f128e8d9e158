package dev.cubby.fuzzing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What earlier answers have shown, by the name of the parameter that takes it.
final class Known {

  private static final int KEPT = 50;
  private static final Set<String> NAMES =
      Set.of(
          "apiKey", "userId", "keyId", "email", "title", "index", "etag", "cursor", "path", "from");

  private final Texts texts;
  private final Map<String, List<String>> values = new HashMap<>();

  Known(Texts texts) {
    this.texts = texts;
  }

  /// A value of the parameter or member `name`; empty if none is known.
  Optional<String> valueOf(String name) {
    var all = values.get(name);
    return all == null || all.isEmpty() ? Optional.empty() : Optional.of(texts.oneOf(all));
  }

  void add(String name, String value) {
    var all = values.computeIfAbsent(name, _ -> new ArrayList<>());
    if (all.size() < KEPT) {
      all.add(value);
    } else {
      all.set(texts.below(KEPT), value);
    }
  }

  /// Forgets a path or a key that is gone, and the paths under it.
  void forget(String value) {
    values
        .values()
        .forEach(
            all -> all.removeIf(known -> known.equals(value) || known.startsWith(value + "/")));
  }

  /// Learns from the `answer` to a request for `path`, with its parameters in braces.
  void learn(String path, Answer answer) {
    if (answer.status() / 100 != 2) {
      return;
    }
    var etag = answer.headers().get("ETag");
    if (etag != null) {
      add("etag", etag);
    }
    var type = answer.headers().getOrDefault("Content-Type", "");
    if (type.equals("application/x-ndjson")) {
      answer.body().lines().limit(5).forEach(line -> add("line", line));
    } else if (type.equals("application/json") && path.indexOf("openapi") < 0) {
      learn(path, answer.json());
    }
  }

  private void learn(String path, JsonNode body) {
    for (var member : body.properties()) {
      var name = member.getKey();
      var value = member.getValue();
      if (value.isTextual() && NAMES.contains(name)) {
        add(name, value.asText());
      } else if (value.isTextual() && name.equals("next")) {
        add("cursor", value.asText());
      } else if (value.isTextual() && Set.of("id", "key", "name").contains(name)) {
        // Ids of notes are no ids of items.
        add(path.split("/", 3)[1] + "." + name, value.asText());
      } else if (name.equals("items")) {
        value.forEach(item -> learn(path, item));
      }
    }
  }
}
