package dev.cubby.functions.notes;

import dev.cubby.shared.http.Request;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.text.CaseFolding;
import dev.cubby.shared.validation.CodePointLength;
import java.util.Optional;

/// A case-insensitive prefix of titles.
record TitlePrefix(String folded) {

  private record Filter(@CodePointLength(max = Note.MAX_TITLE_LENGTH) String title) {}

  /// Returns the prefix in the query parameter `title`, if any.
  static Optional<TitlePrefix> of(Request request) {
    var title = request.query("title").map(text -> request.valid(new Filter(text)).title());
    if (title.isPresent()
        && (request.query("from").isPresent() || request.query("to").isPresent())) {
      throw ProblemException.invalid("title", "cannot be combined with from or to");
    }
    return title.map(CaseFolding::fold).map(TitlePrefix::new);
  }

  /// Whether `title` is not empty and begins with this prefix.
  boolean isPrefixOf(String title) {
    return !title.isEmpty() && CaseFolding.fold(title).startsWith(folded);
  }

  /// Whether `text` can be the index key of a note whose title begins with this prefix.
  boolean isPrefixOfIndexKey(String text) {
    return TitleIndexKey.isValid(text) && text.startsWith(folded);
  }
}
