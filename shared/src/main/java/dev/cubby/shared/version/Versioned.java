package dev.cubby.shared.version;

/// A stored thing, which has a version.
public interface Versioned {
  Revision revision();
}
