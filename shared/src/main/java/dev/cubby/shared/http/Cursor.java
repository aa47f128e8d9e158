package dev.cubby.shared.http;

import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Predicate;

/// The start of the next page of a list, in base64url: a checksum of eight bytes, then the position
/// in UTF-8.
///
/// The checksum binds a cursor to one list (`scope`: user, route and filters); with another list
/// the request fails. A cursor is not secret and grants no access: the partition is always the
/// caller's.
final class Cursor {

  private static final int CHECKSUM_BYTES = 8;

  private Cursor() {}

  static String encode(String scope, String position) {
    var place = position.getBytes(StandardCharsets.UTF_8);
    var cursor = ByteBuffer.allocate(CHECKSUM_BYTES + place.length);
    cursor.put(checksum(scope, position)).put(place);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
  }

  /// @throws ProblemException if `cursor` does not belong to this list
  static String decode(String scope, String cursor, Predicate<String> isPosition) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() > CHECKSUM_BYTES) {
        var place = bytes.position(CHECKSUM_BYTES);
        var position = StandardCharsets.UTF_8.newDecoder().decode(place).toString();
        // Compares text, because base64 can encode the same bytes in several ways.
        if (isPosition.test(position) && encode(scope, position).equals(cursor)) {
          return position;
        }
      }
    } catch (IllegalArgumentException | CharacterCodingException _) {
      // Not base64url or not UTF-8: fails below like any other foreign cursor.
    }
    throw ProblemException.invalid(
        "cursor",
        "does not belong to this list; pass the one of the previous page with the same filters");
  }

  private static byte[] checksum(String scope, String position) {
    return Arrays.copyOf(Sha256.of(scope + '\0' + position), CHECKSUM_BYTES);
  }
}
