package dev.cubby.shared.dynamodb;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How a [Transaction] ended.
public sealed interface Commit {

  /// All of it took place.
  record Committed() implements Commit {}

  /// None of it took place, because what was `found` under these keys met no condition. The item is
  /// empty where there is none.
  record Refused(Map<Key, Map<String, AttributeValue>> found) implements Commit {

    /// What is known before the first attempt.
    public static final Refused NOTHING = new Refused(Map.of());

    /// What was found by both attempts, by the `later` one where both tell.
    public Refused and(Refused later) {
      var both = new HashMap<>(found);
      both.putAll(later.found);
      return new Refused(both);
    }

    /// The item under `key`, whose condition failed.
    Map<String, AttributeValue> item(Key key) {
      return requireNonNull(found.get(key));
    }

    /// Whether the condition on `key` failed.
    public boolean at(Key key) {
      return found.containsKey(key);
    }
  }
}
