package dev.cubby.functions.notes;

import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.text.CaseFolding;

/// The sort key of a note in the index: its case-folded title, then its id.
final class TitleIndexKey {

  // Sorts before all other characters, so that a title precedes longer titles that begin with it.
  private static final char SEPARATOR = '\0';
  private static final int ID_LENGTH = 36;

  private TitleIndexKey() {}

  static String of(String title, String id) {
    return CaseFolding.fold(title) + SEPARATOR + id;
  }

  static String idOf(String indexKey) {
    return indexKey.substring(indexKey.length() - ID_LENGTH);
  }

  /// Whether `text` can be such a key. A client can forge the key in a cursor.
  static boolean isValid(String text) {
    int end = text.length() - ID_LENGTH - 1;
    return end > 0
        && text.charAt(end) == SEPARATOR
        && UuidV7.isUuid(idOf(text))
        && text.codePointCount(0, end) <= Note.MAX_TITLE_LENGTH;
  }
}
