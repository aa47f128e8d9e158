package dev.cubby.reliability;

import dev.cubby.reliability.State.Absent;
import dev.cubby.reliability.State.Present;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.ResourceType;
import java.util.Set;
import java.util.stream.Stream;

/// An action on a thing, with the text that a write gives it, and the `ETag` in the condition of
/// one that matches.
record Operation(Action action, String text, String etag) {

  /// Answers that leave open whether a write took place.
  private static final Set<Integer> UNKNOWN = Set.of(503, 504);

  /// How the operation ends if nothing goes wrong.
  private record End(int status, State after) {}

  static boolean isUnknown(Answer answer) {
    return UNKNOWN.contains(answer.status());
  }

  Call call(ResourceType resource, VersionedResource thing) {
    return switch (action) {
      case READ -> Call.get(thing.path());
      case CREATE, CREATE_ONCE, REPEAT -> resource.create(thing.name(), text);
      case REPLACE -> resource.replace(thing.path(), text);
      case REPLACE_MATCHING -> resource.replace(thing.path(), text).header("If-Match", etag);
      case UPSERT -> resource.replace(thing.path() + "?upsert=true", text);
      case DELETE -> Call.delete(thing.path());
      case DELETE_MATCHING -> Call.delete(thing.path()).header("If-Match", etag);
    };
  }

  /// What a thing that was `before` can be after `answer`; nothing, if it cannot be answered so.
  Stream<State> after(State before, Answer answer, ResourceType resource) {
    var end = end(before, resource);
    if (isUnknown(answer)) {
      return Stream.of(before, end.after);
    }
    if (isRepeatedDelete(before, answer)) {
      return Stream.of(before);
    }
    if (answer.status() != end.status || !shows(end.after, answer, resource)) {
      return Stream.empty();
    }
    var seen = answer.headers().get("ETag");
    return seen == null ? Stream.of(end.after) : end.after.seenAs(seen).stream();
  }

  /// What the operation makes of a thing that is in the state `before`.
  State effect(State before, ResourceType resource) {
    return end(before, resource).after;
  }

  private End end(State before, ResourceType resource) {
    return switch (before) {
      case Absent absent -> endIfAbsent(absent);
      case Present present -> endIfPresent(present, resource);
    };
  }

  private End endIfAbsent(Absent absent) {
    return switch (action) {
      case READ, REPLACE, REPLACE_MATCHING, DELETE, DELETE_MATCHING -> new End(404, absent);
      case CREATE, CREATE_ONCE, REPEAT, UPSERT -> new End(201, Present.first(text));
    };
  }

  private End endIfPresent(Present present, ResourceType resource) {
    if (isMatching() && !etag.equals(present.etag())) {
      return new End(412, present);
    }
    return switch (action) {
      case READ -> new End(200, present);
      case CREATE, CREATE_ONCE, REPEAT -> new End(409, present);
      case REPLACE, REPLACE_MATCHING, UPSERT -> new End(200, present.next(text));
      case DELETE, DELETE_MATCHING -> new End(resource.deleted(), new Absent());
    };
  }

  private boolean isMatching() {
    return action == Action.REPLACE_MATCHING || action == Action.DELETE_MATCHING;
  }

  /// A delete that was sent again cannot tell what it deleted itself from what was not there.
  private boolean isRepeatedDelete(State before, Answer answer) {
    return before instanceof Absent
        && Set.of(Action.DELETE, Action.DELETE_MATCHING).contains(action)
        && answer.status() == 204;
  }

  private boolean shows(State after, Answer answer, ResourceType resource) {
    return action != Action.READ
        || !(after instanceof Present present)
        || resource.text(answer.json()).equals(present.text());
  }
}
