package dev.cubby.shared.dynamodb;

import static java.util.Objects.requireNonNull;

import dev.cubby.shared.dynamodb.Page.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// Items that other items, or the entries of an index, refer to.
public final class ReferencedItems {

  private static final int MAX_PAGE_BYTES = 1024 * 1024;

  // Items of 400 KB have 10 MB.
  private static final int AT_ONCE = 25;

  private ReferencedItems() {}

  /// Reads the items that a page of `references` refers to by `toKey`, eventually consistently: a
  /// BatchGetItem for each 25, until they have, as the page of a Query, 1 MB.
  public static Page<Attributes> read(
      Table table, Page<Attributes> references, Function<Attributes, Key> toKey, Instant time) {
    // The index is eventually consistent and may contain an item twice.
    var positions = new LinkedHashMap<Key, String>();
    for (var reference : references.entries()) {
      positions.putIfAbsent(toKey.apply(reference.thing()), reference.position());
    }
    var items = new ArrayList<Entry<Attributes>>();
    int bytes = 0;
    var keys = List.copyOf(positions.keySet());
    for (int i = 0; i < keys.size() && bytes <= MAX_PAGE_BYTES; i += AT_ONCE) {
      var some = keys.subList(i, Math.min(i + AT_ONCE, keys.size()));
      var found = table.getAll(some);
      for (var key : some) {
        var item = found.get(key);
        if (item != null && !VersionAttributes.hasExpired(item, time)) {
          items.add(new Entry<>(item, requireNonNull(positions.get(key))));
          bytes += ItemSize.atMost(item);
        }
      }
    }
    return new Page<>(items, references.position()).upTo(MAX_PAGE_BYTES, ItemSize::atMost);
  }
}
