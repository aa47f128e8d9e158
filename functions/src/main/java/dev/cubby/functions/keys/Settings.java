package dev.cubby.functions.keys;

import dev.cubby.shared.auth.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of a key, which administrators set and change.
record Settings(@Nullable String name, Set<Role> roles, Plan plan) {
  /// The maximum number of roles in a request, repetitions included.
  static final int MAX_ROLES = 10;
}
