package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.json.Decimal;
import dev.cubby.shared.json.Scalar;
import dev.cubby.shared.json.Scalar.Literal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The bytes of one value in the key of an index. Their order as unsigned bytes is the order of the
/// values: null, false, true, numbers by value, strings by code point. Equal values have equal
/// bytes, and the bytes of a value never begin with those of another.
///
/// | value | bytes |
/// |---|---|
/// | null, false, true | the tag |
/// | zero | the tag |
/// | a positive number | the tag, the exponent in 2 bytes, 2 digits a byte as 1 to 100, 0 |
/// | a negative number | the tag, and each byte of the positive number inverted |
/// | a string | the tag, UTF-8 with 1 1 for U+0000 and 1 2 for U+0001, 0 |
///
/// An unpaired surrogate takes the three bytes of its code point, as in
/// [WTF-8](https://simonsapin.github.io/wtf-8/).
final class IndexValue {

  /// The first and the last tag of the type of a value.
  enum Type {
    NULL(1, 1),
    BOOLEAN(2, 3),
    NUMBER(4, 6),
    STRING(7, 7);

    private final int first;
    private final int last;

    Type(int first, int last) {
      this.first = first;
      this.last = last;
    }

    Binary first() {
      return Binary.of((byte) first);
    }

    Binary last() {
      return Binary.of((byte) last);
    }

    static Type of(Scalar value) {
      return switch (value) {
        case Literal.NULL -> NULL;
        case Literal.FALSE, Literal.TRUE -> BOOLEAN;
        case Scalar.Numeral _ -> NUMBER;
        case Scalar.Text _ -> STRING;
      };
    }
  }

  // DynamoDB's own numbers have as many digits.
  private static final int MAX_DIGITS = 38;
  private static final int MAX_EXPONENT = 9_999;
  private static final int EXPONENT_BIAS = 1 << 14;

  private IndexValue() {}

  /// Returns why an index cannot contain `value`; empty if it can.
  static Optional<String> violation(Scalar value) {
    return value instanceof Scalar.Numeral(var text)
            && !Decimal.parse(text).isWithin(MAX_DIGITS, MAX_EXPONENT)
        ? Optional.of(Decimal.limits(MAX_DIGITS, MAX_EXPONENT))
        : Optional.empty();
  }

  /// Returns the bytes of a `value` without a [#violation].
  static Binary bytes(Scalar value) {
    return switch (value) {
      case Literal.NULL -> Type.NULL.first();
      case Literal.FALSE -> Type.BOOLEAN.first();
      case Literal.TRUE -> Type.BOOLEAN.last();
      case Scalar.Numeral(var text) -> bytes(Decimal.parse(text));
      case Scalar.Text(var text) -> {
        var bytes = prefix(text);
        bytes.write(0);
        yield Binary.of(bytes.toByteArray());
      }
    };
  }

  /// Returns the bytes with which those of all strings begin that begin with `text`.
  static Binary prefixBytes(String text) {
    return Binary.of(prefix(text).toByteArray());
  }

  /// Returns how many of `bytes` from `start` on are one value; 0 if they do not begin with one.
  static int length(byte[] bytes, int start, boolean descending) {
    int inversion = descending ? 0xFF : 0;
    int tag = start < bytes.length ? (bytes[start] ^ inversion) & 0xFF : 0;
    if (tag == 0 || tag > Type.STRING.last) {
      return 0;
    }
    if (tag < Type.NUMBER.first || tag == Type.NUMBER.first + 1) {
      return 1;
    }
    boolean negative = tag == Type.NUMBER.first;
    int end = (negative ? 0xFF : 0) ^ inversion;
    int at = start + (tag == Type.STRING.first ? 1 : 3);
    while (at < bytes.length && (bytes[at] & 0xFF) != end) {
      at++;
    }
    return at < bytes.length ? at + 1 - start : 0;
  }

  private static Binary bytes(Decimal number) {
    int inversion = number.sign() < 0 ? 0xFF : 0;
    var bytes = new ByteArrayOutputStream();
    bytes.write(Type.NUMBER.first + 1 + number.sign());
    if (number.sign() != 0) {
      int exponent = EXPONENT_BIAS + Math.toIntExact(number.exponent());
      bytes.write((exponent >> 8) ^ inversion);
      bytes.write(exponent ^ inversion);
      var digits = number.digits() + (number.digits().length() % 2 == 0 ? "" : "0");
      for (int i = 0; i < digits.length(); i += 2) {
        int pair = Integer.parseInt(digits, i, i + 2, 10);
        bytes.write((pair + 1) ^ inversion);
      }
      bytes.write(inversion);
    }
    return Binary.of(bytes.toByteArray());
  }

  private static ByteArrayOutputStream prefix(String text) {
    var bytes = new ByteArrayOutputStream(text.length() + 2);
    bytes.write(Type.STRING.first);
    text.codePoints().forEach(c -> write(c, bytes));
    return bytes;
  }

  private static void write(int codePoint, ByteArrayOutputStream bytes) {
    if (codePoint <= 1) {
      bytes.write(1);
      bytes.write(codePoint + 1);
    } else if (Character.getType(codePoint) == Character.SURROGATE) {
      bytes.write(0xE0 | (codePoint >> 12));
      bytes.write(0x80 | ((codePoint >> 6) & 0x3F));
      bytes.write(0x80 | (codePoint & 0x3F));
    } else {
      bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
  }
}
