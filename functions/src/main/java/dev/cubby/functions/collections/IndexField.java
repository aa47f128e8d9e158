package dev.cubby.functions.collections;

import dev.cubby.shared.json.patch.Pointer;
import java.util.Optional;

/// A field of an index: where it is in a document, and whether the index has its greatest value
/// first.
record IndexField(Pointer pointer, boolean descending) {

  static final String EXPECTED =
      "must be a JSON Pointer to a part of the document, such as /status, or -/createdAt for the"
          + " greatest first";

  // In code points, `-` included.
  private static final int MAX_LENGTH = 256;

  /// Parses a pointer, after `-` if the field is descending; empty if it is malformed.
  static Optional<IndexField> parse(String text) {
    boolean descending = text.startsWith("-");
    return text.codePointCount(0, text.length()) > MAX_LENGTH
        ? Optional.empty()
        : Pointer.parse(text.substring(descending ? 1 : 0))
            .filter(parsed -> !parsed.isRoot())
            .map(parsed -> new IndexField(parsed, descending));
  }

  /// Returns the text that [#parse] reads.
  @Override
  public String toString() {
    return (descending ? "-" : "") + pointer.text();
  }
}
