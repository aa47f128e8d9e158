package dev.cubby.shared.auth;

import org.jspecify.annotations.Nullable;

/// The access that a function requires.
public enum Access {
  /// Everyone, without an API key.
  PUBLIC(null),
  /// The holder of any API key.
  ANY_ROLE(null),
  /// The holder of an API key with the role `read`.
  READ(Role.READ),
  /// The holder of an API key with the role `write`.
  WRITE(Role.WRITE),
  /// The holder of an API key with the role `admin`.
  ADMIN(Role.ADMIN);

  private final @Nullable Role role;

  Access(@Nullable Role role) {
    this.role = role;
  }

  /// Returns the role that the API key must have; null if any key suffices, or none.
  public @Nullable Role role() {
    return role;
  }
}
