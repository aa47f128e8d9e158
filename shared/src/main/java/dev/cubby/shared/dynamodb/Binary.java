package dev.cubby.shared.dynamodb;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Bytes of a binary attribute, ordered as DynamoDB orders them: as unsigned bytes from the first,
/// and a value before the longer ones that begin with it. Immutable.
public final class Binary implements Comparable<Binary> {

  private final byte[] bytes;

  private Binary(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Binary of(byte... bytes) {
    return new Binary(bytes.clone());
  }

  /// Parses [#toString]; empty if it is not the text of any bytes.
  public static Optional<Binary> parse(String text) {
    try {
      return Optional.of(new Binary(Base64.getUrlDecoder().decode(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  public Binary append(Binary end) {
    var all = Arrays.copyOf(bytes, bytes.length + end.bytes.length);
    System.arraycopy(end.bytes, 0, all, bytes.length, end.bytes.length);
    return new Binary(all);
  }

  /// Returns these bytes with every bit inverted, which reverses the order of values neither of
  /// which begins with the other.
  public Binary inverted() {
    var inverted = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      inverted[i] = (byte) ~bytes[i];
    }
    return new Binary(inverted);
  }

  /// Returns the first value after all that begin with this one. Not every byte may be 255.
  public Binary afterPrefix() {
    int last = bytes.length - 1;
    while (bytes[last] == (byte) 0xFF) {
      last--;
    }
    var next = Arrays.copyOf(bytes, last + 1);
    next[last]++;
    return new Binary(next);
  }

  @Override
  public int compareTo(Binary other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// Returns the bytes in base64url.
  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
