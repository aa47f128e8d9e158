package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.KeyRange;
import java.util.Optional;
import java.util.function.Function;

/// The entries of things in a `partition` of a binary `index`, from `first` to `last`.
///
/// @param idOf returns the id of the thing with an entry, empty if no thing can have it
public record EntryRange(
    Index index,
    String partition,
    Binary first,
    Binary last,
    Function<Binary, Optional<String>> idOf) {

  /// Whether `position` can be that of an entry in this range.
  public boolean isPosition(String position) {
    return Binary.parse(position)
        .filter(this::contains)
        .flatMap(idOf)
        .filter(ChosenId::isValid)
        .isPresent();
  }

  /// Whether the thing of `item` has an entry in this range.
  boolean isEntryOf(Attributes item) {
    return partition.equals(item.textOrNull(index.partition()))
        && contains(item.binary(index.sort()));
  }

  KeyRange keys() {
    return KeyRange.between(index, partition, first, last);
  }

  private boolean contains(Binary entry) {
    return first.compareTo(entry) <= 0 && entry.compareTo(last) <= 0;
  }
}
