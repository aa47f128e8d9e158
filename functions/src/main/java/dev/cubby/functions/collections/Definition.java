package dev.cubby.functions.collections;

import dev.cubby.functions.collections.Slot.Phase;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.RandomId;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A collection as stored.
///
/// @param partition the partition of the documents; another one for each collection that is created
/// @param walk what remains to be done to the documents since the last change; null for nothing
/// @param closing whether the collection is being deleted
record Definition(
    String partition, JsonText schema, List<Slot> slots, @Nullable Walk walk, boolean closing) {

  private static final List<Index> TABLE_INDEXES =
      List.of(Index.IX1, Index.IX2, Index.IX3, Index.IX4);

  /// The maximum number of indexes of a collection.
  static final int MAX_INDEXES = TABLE_INDEXES.size();

  private static final String PREFIX = "COLLECTION#";

  /// Returns a new collection of a user. Its indexes are ready, because it has no documents.
  static Definition create(String userId, Declaration declaration) {
    var none =
        new Definition(
            PREFIX + userId + "#" + RandomId.next(), declaration.schema(), List.of(), null, false);
    return none.withSlots(declaration.definitions(), Phase.READY);
  }

  /// Returns the collection with the schema and the indexes of another one, since `time`.
  ///
  /// @throws ProblemException 409 if the collection is being deleted, or its present and former
  ///   indexes occupy all of the table's
  Definition declaredAs(Definition other, Instant time) {
    requireOpen();
    var next =
        new Definition(partition, other.schema(), slots, walk, false)
            .withSlots(other.indexes(), Phase.FILLING);
    return next.slots.equals(slots) ? next : next.with(Walk.since(time));
  }

  /// Returns the collection after its deletion at `time`.
  ///
  /// @throws ProblemException 409 if it is being deleted already
  Definition closed(Instant time) {
    requireOpen();
    return new Definition(partition, schema, slots, Walk.since(time), true);
  }

  /// Returns the collection after some of the work.
  Definition with(Walk progress) {
    return new Definition(partition, schema, slots, progress, closing);
  }

  /// Returns the collection after all of the work.
  Definition walked() {
    var ready = slots.stream().filter(Slot::isDeclared).map(slot -> slot.in(Phase.READY)).toList();
    return new Definition(partition, schema, ready, null, closing);
  }

  /// Returns the declared indexes, by name.
  Map<String, IndexDefinition> indexes() {
    var indexes = new LinkedHashMap<String, IndexDefinition>();
    slots.stream().filter(Slot::isDeclared).forEach(slot -> indexes.put(slot.name(), slot.index()));
    return indexes;
  }

  /// Returns the declared index `name`.
  Optional<Slot> slot(String name) {
    return slots.stream()
        .filter(Slot::isDeclared)
        .filter(slot -> slot.name().equals(name))
        .findFirst();
  }

  /// Returns the declared index that is in `table`.
  Optional<Slot> slot(Index table) {
    return slots.stream()
        .filter(Slot::isDeclared)
        .filter(slot -> slot.table() == table)
        .findFirst();
  }

  /// Returns the indexes of the table that collections use.
  static List<Index> tableIndexes() {
    return TABLE_INDEXES;
  }

  private void requireOpen() {
    if (closing) {
      throw new ProblemException(
          new Conflict("The collection is being deleted; try again when GET returns 404"));
    }
  }

  private Definition withSlots(Map<String, IndexDefinition> wanted, Phase phaseOfNew) {
    var next = new ArrayList<Slot>();
    for (var slot : slots) {
      boolean stays = slot.isDeclared() && slot.index().equals(wanted.get(slot.name()));
      next.add(stays ? slot : slot.in(Phase.CLEANING));
    }
    wanted.forEach((name, index) -> {
      if (next.stream().noneMatch(slot -> slot.isDeclared() && slot.name().equals(name))) {
        var free = free(next).orElseThrow(this::full);
        next.add(new Slot(free, name, index, RandomId.next(), phaseOfNew));
      }
    });
    return new Definition(partition, schema, List.copyOf(next), walk, closing);
  }

  private static Optional<Index> free(List<Slot> slots) {
    return TABLE_INDEXES.stream()
        .filter(table -> slots.stream().noneMatch(slot -> slot.table() == table))
        .findFirst();
  }

  private ProblemException full() {
    return new ProblemException(
        new Conflict(
            slots.stream().allMatch(Slot::isDeclared)
                ? "A collection has "
                    + MAX_INDEXES
                    + " places for indexes, and a changed index takes another one until the former"
                    + " is removed; declare the collection without the indexes to change, and add"
                    + " them a minute later"
                : "Former indexes of the collection are still being removed; try again in a"
                    + " minute"));
  }
}
