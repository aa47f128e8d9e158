package dev.cubby.shared.auth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A role of a key.
public enum Role {
  /// Manages users and keys.
  ADMIN,
  /// Changes data.
  WRITE,
  /// Reads data.
  READ;

  /// Parses a comma-separated list of roles in lower case.
  ///
  /// @throws IllegalArgumentException if a role is unknown
  public static Set<Role> parse(String names) {
    return Arrays.stream(names.split(","))
        .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  /// Formats roles as [#parse] reads them.
  public static String format(Set<Role> roles) {
    return roles.stream().sorted().map(Role::toString).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
