package dev.cubby.functions.notes;

import static java.util.Objects.requireNonNullElse;

import dev.cubby.shared.validation.CodePointLength;
import org.jspecify.annotations.Nullable;

/// A note as clients send it. An absent part is the empty string.
record Note(@CodePointLength(max = MAX_TITLE_LENGTH) String title, String content) {
  static final int MAX_TITLE_LENGTH = 200;

  /// The maximum size of the content in UTF-8: 100 KB.
  static final int MAX_CONTENT_BYTES = 100 * 1024;

  Note(@Nullable String title, @Nullable String content) {
    this.title = requireNonNullElse(title, "");
    this.content = requireNonNullElse(content, "");
  }
}
