package dev.cubby.functions;

import dev.cubby.shared.http.Request;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;

/// The time in which things were made, by their ids: `from` the first millisecond up to, but not
/// including, the last one. Both are boundaries of ids.
public record Period(String from, String to) {

  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  /// The period that `request` asks for by its parameters `from` and `to`; all time without them.
  ///
  /// @throws ProblemException if it ends before it begins
  public static Period of(Request request) {
    var from = request.instant("from").orElse(Instant.EPOCH);
    var to = request.instant("to").orElse(END_OF_TIME);
    if (from.isAfter(to)) {
      throw ProblemException.invalid("from", "must not come after to");
    }
    return new Period(UuidV7.boundary(from), UuidV7.boundary(to));
  }

  /// Whether something with this `id`, if it is one, was made in this time.
  public boolean contains(String id) {
    return UuidV7.isUuid(id) && from.compareTo(id) < 0 && id.compareTo(to) < 0;
  }
}
