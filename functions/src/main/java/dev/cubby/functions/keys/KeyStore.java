package dev.cubby.functions.keys;

import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.dynamodb.Table;
import java.util.Optional;

/// The API keys in DynamoDB, by their hashes. One method per access pattern, one call in each.
final class KeyStore {

  private final Table table;

  KeyStore(Table table) {
    this.table = table;
  }

  /// Returns who calls with the key of that `hash`.
  Optional<Caller> find(String hash) {
    return table.get(KeyItem.key(hash)).map(KeyItem::toCaller);
  }

  /// Stores the key of that `hash` for `caller`, in place of what it was before.
  void put(String hash, Caller caller) {
    table.put(KeyItem.toItem(hash, caller));
  }
}
