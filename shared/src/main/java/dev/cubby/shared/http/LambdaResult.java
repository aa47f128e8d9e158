package dev.cubby.shared.http;

/// How large a function's result may be. Lambda counts the JSON that its runtime writes, in which
/// the body of a response is one text: what the body escapes is escaped again.
public final class LambdaResult {

  /// How large a body can be. Of the 6 MB, 64 KB are left for the status and the headers, of which
  /// API Gateway takes 10 KB.
  public static final int MAX_BODY_BYTES = (6 * 1024 - 64) * 1024;

  private LambdaResult() {}

  /// Returns how many bytes of the result `text` takes as a part of the body.
  public static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytes(text.charAt(i));
    }
    return bytes;
  }

  // As the runtime writes it: some characters with a backslash, others as a backslash, u, and four
  // digits.
  private static int bytes(char c) {
    return switch (c) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
      default -> {
        if (c < 0x20 || Character.isSurrogate(c)) {
          yield 6;
        }
        yield c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
    };
  }
}
