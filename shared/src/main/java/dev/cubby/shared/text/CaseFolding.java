package dev.cubby.shared.text;

/// Folds case, so that texts that differ only in case become equal.
public final class CaseFolding {

  private CaseFolding() {}

  /// Folds the case of `text`, code point by code point: two texts have the same result if and only
  /// if they have the same simple case folding in Unicode's `CaseFolding.txt`. The result depends
  /// on neither language nor neighboring letters (`Σ`, `σ` and `ς` all become `σ`).
  public static String fold(String text) {
    return text.codePoints()
        .map(CaseFolding::fold)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int fold(int c) {
    return switch (c) {
      // The dotted capital and the dotless small letter I are no other case of i.
      case 0x130, 0x131 -> c;
      // These have no capital letter that would make them one.
      case 0x1fd3 -> 0x390;
      case 0x1fe3 -> 0x3b0;
      case 0xfb05 -> 0xfb06;
      default -> Character.toLowerCase(Character.toUpperCase(c));
    };
  }
}
