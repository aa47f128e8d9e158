package dev.cubby.functions.notes;

import static java.util.Objects.requireNonNullElse;

import dev.cubby.shared.validation.CodePointLength;
import org.jspecify.annotations.Nullable;

/// What a client says about a note. A part that the client leaves out is the empty text.
record Note(@CodePointLength(max = MAX_TITLE_LENGTH) String title, String content) {
  static final int MAX_TITLE_LENGTH = 200;

  /// How many bytes of UTF-8 a content can have: 100 KB.
  static final int MAX_CONTENT_BYTES = 100 * 1024;

  Note(@Nullable String title, @Nullable String content) {
    this.title = requireNonNullElse(title, "");
    this.content = requireNonNullElse(content, "");
  }
}
