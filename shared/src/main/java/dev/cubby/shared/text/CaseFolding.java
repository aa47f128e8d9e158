package dev.cubby.shared.text;

/// Makes texts that differ in case only the same.
public final class CaseFolding {

  private CaseFolding() {}

  /// Returns `text` in lower case, code point by code point: two texts have the same result if and
  /// only if [String#equalsIgnoreCase] holds for them. It depends on no language and no
  /// neighbouring letter (`Σ`, `σ` and `ς` all become `σ`).
  public static String fold(String text) {
    return text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
