package dev.cubby.local.usage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.local.data.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The keys, their plans and their usage, in a [PrivateFile].
///
/// A change of a key is written before the response. Request counts are written when a key changes
/// or the process ends.
final class UsageFile {

  private static final String NAME = "api-keys.json";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final PrivateFile file;

  private record Content(List<ApiKey> keys, List<Member> members) {

    Content {
      keys = List.copyOf(keys);
      members = List.copyOf(members);
    }
  }

  /// A key in a plan, with its requests by day as in `2026-01-31`.
  private record Member(String planId, String keyId, Map<String, Long> counts) {}

  /// @param directory exists
  UsageFile(Path directory) {
    file = new PrivateFile(directory.resolve(NAME));
  }

  /// Adds the contents of the file, except plans that no longer exist.
  void readInto(KeyRegistry registry) throws IOException {
    if (!Files.exists(file.path())) {
      return;
    }
    var content = MAPPER.readValue(file.path().toFile(), Content.class);
    content.keys().forEach(registry::add);
    for (var member : content.members()) {
      for (var plan : registry.plans()) {
        if (plan.id().equals(member.planId())) {
          var counts = new TreeMap<LocalDate, Long>();
          member.counts().forEach((day, count) -> counts.put(LocalDate.parse(day), count));
          registry.subscribe(plan, member.keyId(), counts);
        }
      }
    }
  }

  void write(KeyRegistry registry) {
    var members = new ArrayList<Member>();
    for (var key : registry.keys()) {
      registry
          .subscriptionsOf(key.id())
          .forEach((planId, subscription) ->
              members.add(new Member(planId, key.id(), counts(subscription))));
    }
    try {
      file.write(MAPPER.writeValueAsBytes(new Content(registry.keys(), members)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Long> counts(Subscription subscription) {
    var counts = new TreeMap<String, Long>();
    subscription.count().counts().forEach((day, count) -> counts.put(day.toString(), count));
    return counts;
  }
}
