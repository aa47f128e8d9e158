package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The body of a request as text, exactly as it was sent.
final class BodyText {

  private static final char REPLACEMENT = '\uFFFD';

  private BodyText() {}

  /// Returns the body, empty if there is none.
  ///
  /// API Gateway reads a body as UTF-8 and puts U+FFFD where that fails, without a word. A body
  /// that holds one is therefore refused: it cannot be told from a damaged one. In JSON the
  /// character can be sent as `\ufffd`.
  ///
  /// @throws ProblemException if it is not UTF-8
  static String of(APIGatewayProxyRequestEvent event) {
    if (event.getBody() == null) {
      return "";
    }
    var text =
        Boolean.TRUE.equals(event.getIsBase64Encoded()) ? decode(event.getBody()) : event.getBody();
    // A surrogate without its other half has no UTF-8 either.
    if (text.indexOf(REPLACEMENT) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw ProblemException.invalid("body", "must be valid UTF-8; write U+FFFD as \\ufffd");
    }
    return text;
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
