package dev.cubby.functions.keys;

import dev.cubby.shared.auth.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an administrator says about a key, and may say anew.
record Settings(@Nullable String name, Set<Role> roles, Plan plan) {
  /// How many roles a request can name, repetitions included.
  static final int MAX_ROLES = 10;
}
