package dev.cubby.shared.http;

/// The size of a function's result. Lambda counts the JSON that its runtime writes: there the body
/// of a response is one string, so what the body escapes is escaped again.
public final class LambdaResult {

  /// The maximum size of a body. It leaves 64 KB of the 6 MB for status and headers, which API
  /// Gateway limits to 10 KB.
  public static final int MAX_BODY_BYTES = (6 * 1024 - 64) * 1024;

  private LambdaResult() {}

  /// Returns the bytes that `text` takes in the result as a part of the body.
  public static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytes(text.charAt(i));
    }
    return bytes;
  }

  // The runtime writes some characters with a backslash, others as a backslash, u and four digits.
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
