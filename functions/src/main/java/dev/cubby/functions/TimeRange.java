package dev.cubby.functions;

import dev.cubby.shared.http.Request;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;

/// A range of creation times, as a range of ids: from the millisecond `from`, before the
/// millisecond `to`.
public record TimeRange(String from, String to) {

  // Sorts after every id. An imported one may be of a time after 9999.
  private static final String AFTER_ALL = "g";

  /// Returns the range of the query parameters `from` and `to`; all time without them.
  ///
  /// @throws ProblemException if `from` is later than `to`
  public static TimeRange of(Request request) {
    var from = request.instant("from").orElse(Instant.MIN);
    var to = request.instant("to");
    if (to.filter(from::isAfter).isPresent()) {
      throw ProblemException.invalid("from", "must not be later than to");
    }
    return new TimeRange(boundary(from), to.map(TimeRange::boundary).orElse(AFTER_ALL));
  }

  /// Whether `id` is the id of a thing created in this range.
  public boolean contains(String id) {
    return UuidV7.isUuid(id) && from.compareTo(id) < 0 && id.compareTo(to) < 0;
  }

  // No id is of a time before 1970.
  private static String boundary(Instant time) {
    return UuidV7.boundary(time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time);
  }
}
