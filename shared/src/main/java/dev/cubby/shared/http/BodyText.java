package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The body of a request as text, unchanged except for a leading byte order mark, which JSON does
/// not have (RFC 8259 §8.1).
final class BodyText {

  static final char REPLACEMENT = '\uFFFD';

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private BodyText() {}

  /// Returns the body, empty without one. API Gateway has decompressed it, if it was compressed.
  ///
  /// API Gateway decodes a body as UTF-8 and silently replaces invalid bytes with U+FFFD. A body
  /// that contains U+FFFD therefore fails, because it may be damaged. JSON can state the character
  /// as `\ufffd`.
  ///
  /// @throws ProblemException if the body is not valid UTF-8, or is partial by its headers
  static String of(APIGatewayProxyRequestEvent event) {
    requireWhole(event);
    if (event.getBody() == null) {
      return "";
    }
    var text =
        Boolean.TRUE.equals(event.getIsBase64Encoded()) ? decode(event.getBody()) : event.getBody();
    // An unpaired surrogate has no UTF-8 encoding.
    if (text.indexOf(REPLACEMENT) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw ProblemException.invalid("body", "must be valid UTF-8; write U+FFFD as \\ufffd");
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  // A client that sends a part expects the rest to stay (RFC 9110 §14.5).
  private static void requireWhole(APIGatewayProxyRequestEvent event) {
    if (Headers.of(event, "Content-Range").isPresent()) {
      throw ProblemException.invalid("Content-Range", "is not supported; send the whole body");
    }
  }

  private static String decode(String base64) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
          .toString();
    } catch (CharacterCodingException | IllegalArgumentException _) {
      return String.valueOf(REPLACEMENT);
    }
  }
}
