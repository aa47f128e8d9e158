package dev.cubby.shared.text;

/// Folds case, so that texts that differ only in case become equal.
public final class CaseFolding {

  private CaseFolding() {}

  /// Returns `text` in lower case, code point by code point: two texts have the same result if and
  /// only if [String#equalsIgnoreCase] holds. The result depends on neither language nor
  /// neighboring letters (`Σ`, `σ` and `ς` all become `σ`).
  public static String fold(String text) {
    return text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
