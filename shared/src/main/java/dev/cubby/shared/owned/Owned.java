package dev.cubby.shared.owned;

import dev.cubby.shared.version.Revision;

/// A stored thing that a user owns: its id, or the key that the user chose, and its content.
public record Owned<T>(String id, T content, Revision revision) {}
