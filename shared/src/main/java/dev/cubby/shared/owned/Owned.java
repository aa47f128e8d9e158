package dev.cubby.shared.owned;

import dev.cubby.shared.version.Revision;
import java.util.Objects;

/// A stored thing that a user owns: its id, or the key that the user chose, and its content.
public record Owned<T>(String id, T content, Revision revision) {

  /// Whether this thing has the times and the expiry of `other`.
  boolean hasTimesOf(Owned<T> other) {
    return revision.createdAt().equals(other.revision.createdAt())
        && revision.updatedAt().equals(other.revision.updatedAt())
        && Objects.equals(revision.expiresAt(), other.revision.expiresAt());
  }
}
