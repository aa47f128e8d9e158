package dev.cubby.shared.version;

import java.util.List;

/// The precondition of a write. DynamoDB checks it in the write itself.
public sealed interface Precondition {

  /// No precondition.
  record None() implements Precondition {}

  /// The thing does not exist: `If-None-Match: *`.
  record Absent() implements Precondition {}

  /// A precondition that only an existing thing can meet.
  sealed interface OfExisting extends Precondition {

    /// Whether a thing with `tag` meets it.
    default boolean isMetBy(ETag tag) {
      return switch (this) {
        case Present _ -> true;
        case Matches(var tags) -> tags.contains(tag);
      };
    }
  }

  /// The thing exists: a plain PUT, PATCH or DELETE, or `If-Match: *`.
  record Present() implements OfExisting {}

  /// The thing has one of these tags: `If-Match`. The list is empty if Cubby issued none of the
  /// header's tags, and then nothing matches.
  record Matches(List<ETag> tags) implements OfExisting {}
}
