package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.problem.Problem.UnsupportedCoding;
import dev.cubby.shared.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The body of a request as text, exactly as it was sent but for a byte order mark, which is no
/// part of JSON (RFC 8259 §8.1).
final class BodyText {

  static final char REPLACEMENT = '\uFFFD';

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private BodyText() {}

  /// Returns the body, empty if there is none.
  ///
  /// API Gateway reads a body as UTF-8 and puts U+FFFD where that fails, without a word. A body
  /// that holds one is therefore refused: it cannot be told from a damaged one. In JSON the
  /// character can be sent as `\ufffd`.
  ///
  /// @throws ProblemException if it is not UTF-8, or if a header says that it is encoded or a part
  static String of(APIGatewayProxyRequestEvent event) {
    requireUncoded(event);
    requireWhole(event);
    if (event.getBody() == null) {
      return "";
    }
    var text =
        Boolean.TRUE.equals(event.getIsBase64Encoded()) ? decode(event.getBody()) : event.getBody();
    // A surrogate without its other half has no UTF-8 either.
    if (text.indexOf(REPLACEMENT) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw ProblemException.invalid(
          "body", "is not valid UTF-8 (U+FFFD counts as invalid; write it as \\ufffd)");
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static void requireUncoded(APIGatewayProxyRequestEvent event) {
    Headers.of(event, "Content-Encoding")
        .map(String::strip)
        .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"))
        .ifPresent(coding -> {
          throw new ProblemException(new UnsupportedCoding(coding));
        });
  }

  // Whoever sends a part expects the rest to stay (RFC 9110 §14.5).
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
