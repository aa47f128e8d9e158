package dev.cubby.functions;

import dev.cubby.shared.http.Request;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;

/// A range of creation times, as a range of ids: from the millisecond `from`, before the
/// millisecond `to`.
public record TimeRange(String from, String to) {

  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  /// Returns the range of the query parameters `from` and `to`; all time without them.
  ///
  /// @throws ProblemException if `from` is later than `to`
  public static TimeRange of(Request request) {
    var from = request.instant("from").orElse(Instant.EPOCH);
    var to = request.instant("to").orElse(END_OF_TIME);
    if (from.isAfter(to)) {
      throw ProblemException.invalid("from", "must not be later than to");
    }
    return new TimeRange(UuidV7.boundary(from), UuidV7.boundary(to));
  }

  /// Whether `id` is the id of a thing created in this range.
  public boolean contains(String id) {
    return UuidV7.isUuid(id) && from.compareTo(id) < 0 && id.compareTo(to) < 0;
  }
}
