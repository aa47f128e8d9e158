package dev.cubby.functions.keys;

import java.util.Locale;

/// The usage plans of template.yaml, by the names in keys.
enum Plan {
  ADMIN,
  BASIC,
  PRO;

  static Plan of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
