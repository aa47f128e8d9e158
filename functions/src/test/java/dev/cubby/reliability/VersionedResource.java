package dev.cubby.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.reliability.State.Absent;
import dev.cubby.reliability.State.Present;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.ResourceType;
import dev.cubby.testing.ResourceType.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A thing that one client writes, and all that it can be: after an answer that leaves something
/// open, more than one [State]; after the next read, one again. An attempt that the function no
/// longer waits for may take effect during the client's next operations: on a busy machine DynamoDB
/// Local is slower than the function is patient.
final class VersionedResource {

  /// A request that made something, and its answer.
  private record Made(Call call, Answer answer) {}

  /// Far more than it takes, so that a test that fails also ends.
  private static final int MAX_ATTEMPTS = 100;

  /// The number of unanswered operations that may still take effect. An attempt is over long before
  /// its client has met the next so many.
  private static final int MAX_LATE = 3;

  /// No thing's.
  private static final String NO_ETAG = "\"AAAAAAAAAAAA.1\"";

  private final ResourceType resource;
  private final String name;
  private final List<String> history = new ArrayList<>();
  private final Deque<Operation> late = new ArrayDeque<>();
  private Set<State> possible = Set.of(new Absent());
  private String lastEtag = NO_ETAG;
  private @Nullable String location;
  private @Nullable Made made;

  VersionedResource(ResourceType resource, String name) {
    this.resource = resource;
    this.name = name;
  }

  String name() {
    return name;
  }

  String path() {
    return location == null ? resource.path(name) : location;
  }

  /// Does `action` through `api`, and holds the answer against all that the thing can be.
  void act(Action action, String text, Function<Call, Answer> api) {
    boolean isOnce = action == Action.CREATE_ONCE || action == Action.REPEAT;
    if (made != null && (action == Action.REPEAT || (isOnce && mayBePresent()))) {
      assertMadeOnce(made, api);
      return;
    }
    var operation = new Operation(action, text, lastEtag);
    var call = operation.call(resource, this);
    if (isOnce) {
      call = call.header("Idempotency-Key", UUID.randomUUID().toString());
    }
    var answer = isOnce ? untilAnswered(call, api) : send(call, api);
    var after =
        possible.stream()
            .flatMap(before -> withLate(before, List.copyOf(late)))
            .flatMap(before -> operation.after(before, answer, resource))
            .collect(Collectors.toUnmodifiableSet());
    assertThat(after).as(() -> answer.status() + " does not fit " + this).isNotEmpty();
    possible = after;
    if (Operation.isUnknown(answer)) {
      late.addLast(operation);
      if (late.size() > MAX_LATE) {
        late.removeFirst();
      }
    }
    lastEtag = answer.headers().getOrDefault("ETag", lastEtag);
    location = answer.headers().getOrDefault("Location", location);
    if (isOnce && answer.status() == 201) {
      made = new Made(call, answer);
    }
  }

  /// What it is, once a read was answered; nothing if it is absent.
  Optional<Version> version() {
    assertThat(possible).as(this::toString).hasSize(1);
    return possible.iterator().next() instanceof Present present
        ? Optional.of(new Version(name, present.text(), present.etag()))
        : Optional.empty();
  }

  /// What was done to it, and what it can be now.
  @Override
  public String toString() {
    return name + "\n  " + String.join("\n  ", history) + "\n  possible: " + possible + "\n";
  }

  private boolean mayBePresent() {
    return possible.stream().anyMatch(Present.class::isInstance);
  }

  /// What a thing that was `before` can be, whichever of these operations take effect, in any
  /// order.
  private Stream<State> withLate(State before, List<Operation> operations) {
    var changed =
        operations.stream()
            .filter(operation -> !operation.effect(before, resource).equals(before))
            .flatMap(operation -> {
              var others = operations.stream().filter(other -> !other.equals(operation)).toList();
              return withLate(operation.effect(before, resource), others);
            });
    return Stream.concat(Stream.of(before), changed);
  }

  /// Makes nothing, so the thing stays what it is.
  private void assertMadeOnce(Made once, Function<Call, Answer> api) {
    var again = untilAnswered(once.call(), api);
    assertThat(again)
        .as(this::toString)
        .extracting(Answer::status, Answer::etag, Answer::body, answer -> answer.header("Location"))
        .containsExactly(
            once.answer().status(),
            once.answer().etag(),
            once.answer().body(),
            once.answer().header("Location"));
  }

  private Answer untilAnswered(Call call, Function<Call, Answer> api) {
    var answer = send(call, api);
    for (int attempt = 1; attempt < MAX_ATTEMPTS && Operation.isUnknown(answer); attempt++) {
      answer = send(call, api);
    }
    return answer;
  }

  private Answer send(Call call, Function<Call, Answer> api) {
    var answer = api.apply(call);
    history.add(call + ": " + answer.status() + " " + answer.headers().get("ETag"));
    if (answer.status() == 503) {
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
    return answer;
  }
}
