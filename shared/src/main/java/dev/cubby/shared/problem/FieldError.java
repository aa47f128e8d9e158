package dev.cubby.shared.problem;

/// An invalid `field` (of the body, a parameter or a header) and the rule that it violates.
///
/// Clients choose the names of fields, so a name is cut to 200 code points, with U+FFFD in place of
/// an unpaired surrogate, which has no UTF-8.
public record FieldError(String field, String message) {

  private static final int MAX_CODE_POINTS = 200;
  private static final int REPLACEMENT = 0xFFFD;

  public FieldError {
    field = cut(field);
  }

  /// Returns this error of a body that is the member `part` of another one.
  public FieldError in(String part) {
    if (field.equals("body")) {
      return new FieldError(part, message);
    }
    // A JSON Pointer has a separator of its own.
    return new FieldError(part + (field.startsWith("/") ? "" : ".") + field, message);
  }

  /// Returns a `text` of a client, cut as a field's name.
  public static String cut(String text) {
    var shown =
        text.codePoints()
            .limit(MAX_CODE_POINTS)
            .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
            .toArray();
    return new String(shown, 0, shown.length);
  }
}
