package dev.cubby.idempotency;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;

/// An endpoint that creates what has a location, where it can be changed and deleted.
public interface CreatingResource extends CreatingEndpoint {

  /// A change of what was made at `location`.
  Call change(String location);

  /// The status of a second creation with the same name: 409 where there can be but one.
  default int statusOfSecond() {
    return created();
  }

  @Override
  default List<Call> afterwards(Answer created) {
    var location = created.header("Location");
    return List.of(change(location), Call.delete(location));
  }
}
