package dev.cubby.shared.dynamodb;

import static dev.cubby.shared.dynamodb.VersionAttributes.IS_ABSENT;
import static dev.cubby.shared.dynamodb.VersionAttributes.IS_PRESENT;
import static dev.cubby.shared.dynamodb.VersionAttributes.TTL_NAME;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Revision;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Copies of versioned items, written with the revision that they had elsewhere. Each method makes
/// one call, and recognizes its own effect by the `writeId` if the SDK repeats the call.
public final class Copies {
  private final Table table;

  public Copies(Table table) {
    this.table = table;
  }

  /// Writes an item in `revision` unless another one is there.
  ///
  /// @return the other item; empty if this call wrote its own
  public Optional<Attributes> create(Write write, Revision revision) {
    return put(write, revision, IS_ABSENT, Attributes.NONE);
  }

  /// Writes an item over another one that still has the tag `current`. The item gets the version
  /// and the times of `revision` but a new incarnation, so that no earlier tag matches it.
  ///
  /// @return its tag; empty if the other item has changed
  public Optional<ETag> replace(Write write, Revision revision, ETag current) {
    var tag = new ETag(RandomId.next(), revision.version());
    var copy = new Revision(tag, revision.createdAt(), revision.updatedAt(), revision.expiresAt());
    var match = ETagCondition.of(List.of(current));
    return put(write, copy, IS_PRESENT + match.expression(), match.values()).isEmpty()
        ? Optional.of(tag)
        : Optional.empty();
  }

  // Returns the item that fails the condition, without attributes if there is none.
  private Optional<Attributes> put(
      Write write, Revision revision, String condition, Attributes conditionValues) {
    var writeId = VersionAttributes.newWriteId();
    var item =
        write
            .attributes()
            .with(VersionAttributes.of(write.key(), revision))
            .with("writeId", writeId);
    var values = conditionValues.withSeconds(":seconds", write.time());
    try {
      table.put(put ->
          put.item(item.toMap())
              .conditionExpression(condition)
              .expressionAttributeNames(TTL_NAME)
              .expressionAttributeValues(values.toMap())
              .returnValuesOnConditionCheckFailure(ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      var there = Attributes.of(e.item());
      boolean isOurs = !there.isEmpty() && VersionAttributes.isWrittenBy(there, writeId);
      return isOurs ? Optional.empty() : Optional.of(there);
    }
  }
}
