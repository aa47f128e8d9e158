package dev.cubby.functions.notes;

import dev.cubby.shared.validation.CodePointLength;
import org.jspecify.annotations.Nullable;

/// What a client says about a note, all of it.
record Body(
    @CodePointLength(max = MAX_TITLE_LENGTH) @Nullable String title, @Nullable String content) {

  static final int MAX_TITLE_LENGTH = 200;
}
