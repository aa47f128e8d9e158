package dev.cubby.shared.problem;

/// One thing wrong with a request: the `field` of its body, parameter or header, and why.
///
/// A client chooses the names of fields. What is shown of one has at most 200 code points, with
/// U+FFFD in place of half a surrogate pair, which has no UTF-8.
public record FieldError(String field, String message) {

  private static final int MAX_CODE_POINTS = 200;
  private static final int REPLACEMENT = 0xFFFD;

  public FieldError {
    var shown =
        field
            .codePoints()
            .limit(MAX_CODE_POINTS)
            .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
            .toArray();
    field = new String(shown, 0, shown.length);
  }
}
