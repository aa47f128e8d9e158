package dev.cubby.shared.dynamodb;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How a [Transaction] ended.
public sealed interface Commit {

  /// All of it took place.
  record Committed() implements Commit {}

  /// None of it took place, because what was `found` under these keys met no condition. The item is
  /// empty where there is none.
  record Refused(Map<Key, Map<String, AttributeValue>> found) implements Commit {

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
