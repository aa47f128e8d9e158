package dev.cubby.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the contract needs to know of an endpoint that creates. `api` calls as the administrator
/// and owner of all that the endpoint is about.
public interface CreatingEndpoint {

  /// The creation of a thing, told from others by `name`.
  Call create(String name, Function<Call, Answer> api);

  /// Requests of the same route that differ from that creation in one respect each.
  List<Call> different(String name, Function<Call, Answer> api);

  /// The creation of a thing that expires at `time`; empty if what it creates does not expire.
  default Optional<Call> createUntil(Instant time, String name, Function<Call, Answer> api) {
    return Optional.empty();
  }

  /// How a creation is answered.
  default int created() {
    return 201;
  }

  /// How the same is answered to a user who does not own what it is about.
  default List<Integer> answersToOthers() {
    return List.of(created(), 409);
  }

  /// The id of what was made, by the answer.
  default String idOf(Answer created) {
    var location = created.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /// All that may become of what was made.
  default List<Call> afterwards(Answer created) {
    return List.of();
  }

  /// The ids of what creations with this `name` have made, as a list shows them.
  List<String> made(String name, Function<Call, Answer> api);

  /// The body of a repetition of what was answered with `first`.
  default JsonNode repeated(JsonNode first) {
    return first;
  }
}
