package dev.cubby.shared.version;

/// A stored thing with a version.
public interface Versioned {
  Revision revision();
}
