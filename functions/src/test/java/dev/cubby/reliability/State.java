package dev.cubby.reliability;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a thing can be at one time.
sealed interface State {

  /// What it is if an answer says `etag`; nothing if it cannot be.
  Optional<State> seenAs(String etag);

  /// It does not exist.
  record Absent() implements State {

    @Override
    public Optional<State> seenAs(String etag) {
      return Optional.empty();
    }
  }

  /// It exists. `incarnation` is null as long as no answer has told it.
  record Present(String text, long version, @Nullable String incarnation) implements State {

    static Present first(String text) {
      return new Present(text, 1, null);
    }

    Present next(String text) {
      return new Present(text, version + 1, incarnation);
    }

    String etag() {
      return '"' + incarnation + '.' + version + '"';
    }

    @Override
    public Optional<State> seenAs(String etag) {
      int point = etag.indexOf('.');
      var seen = new Present(text, version, etag.substring(1, point));
      return etag.equals(seen.etag()) && (incarnation == null || this.equals(seen))
          ? Optional.of(seen)
          : Optional.empty();
    }
  }
}
