package dev.cubby.functions.notes;

import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.text.CaseFolding;

/// The place of a note among all notes by title: its title without regard to case, then its id.
final class TitlePlace {

  // Sorts before all other characters, so that a title comes before those that begin with it.
  private static final char SEPARATOR = '\0';
  private static final int ID_LENGTH = 36;

  private TitlePlace() {}

  static String of(String title, String id) {
    return CaseFolding.fold(title) + SEPARATOR + id;
  }

  static String idOf(String place) {
    return place.substring(place.length() - ID_LENGTH);
  }

  /// Whether `text` can be a place: what a cursor names may be forged.
  static boolean isPlace(String text) {
    int end = text.length() - ID_LENGTH - 1;
    return end > 0
        && text.charAt(end) == SEPARATOR
        && UuidV7.isUuid(idOf(text))
        && text.codePointCount(0, end) <= Body.MAX_TITLE_LENGTH;
  }
}
