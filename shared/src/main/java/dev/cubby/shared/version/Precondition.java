package dev.cubby.shared.version;

import java.util.List;

/// What must be there for a write to take place. DynamoDB checks it together with the write.
public sealed interface Precondition {

  /// Whatever there is, or nothing.
  record None() implements Precondition {}

  /// Nothing: `If-None-Match: *`.
  record Absent() implements Precondition {}

  /// A precondition that only what exists can meet.
  sealed interface OfExisting extends Precondition {

    /// Whether what bears `tag` meets it.
    default boolean isMetBy(ETag tag) {
      return switch (this) {
        case Present _ -> true;
        case Matches(var tags) -> tags.contains(tag);
      };
    }
  }

  /// Something: a plain PUT or DELETE, or `If-Match: *`.
  record Present() implements OfExisting {}

  /// Something that has one of these tags: `If-Match`. None of `tags` may be ours; then nothing
  /// matches.
  record Matches(List<ETag> tags) implements OfExisting {}
}
