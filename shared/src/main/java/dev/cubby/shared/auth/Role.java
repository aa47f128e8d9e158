package dev.cubby.shared.auth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a key may do.
public enum Role {
  /// Users and keys.
  ADMIN,
  /// What changes data.
  WRITE,
  /// What shows data.
  READ;

  /// Reads the roles out of a comma-separated list of their names in lower case.
  ///
  /// @throws IllegalArgumentException if one has another name
  public static Set<Role> parse(String names) {
    return Arrays.stream(names.split(","))
        .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  /// The opposite of [#parse].
  public static String format(Set<Role> roles) {
    return roles.stream().sorted().map(Role::toString).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
