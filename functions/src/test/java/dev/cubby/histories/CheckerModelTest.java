package dev.cubby.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.histories.Operation.Kind;
import dev.cubby.histories.Operation.Repeated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The checker says of small random histories what trying all orders says.
class CheckerModelTest {

  private static final int HISTORIES = 5_000;
  private static final int OPERATIONS = 6;
  private static final List<Action> ACTIONS = List.of(Action.values());
  private static final int MAX_OVERLAP = 3;

  private final Random random = new Random(7);

  @Test
  void checker_findsWhatAllOrdersShow() {
    var verdicts = new HashSet<Boolean>();
    for (int i = 0; i < HISTORIES; i++) {
      var history = history();

      boolean linearizable = Checker.contradiction(history, Allowance.NONE).isEmpty();

      assertThat(linearizable).as(history.toString()).isEqualTo(hasOrder(history));
      verdicts.add(linearizable);
    }
    assertThat(verdicts).isEqualTo(Set.of(true, false));
  }

  /// Operations that took effect one after the other, but seem to overlap, with a false response or
  /// a lost one at times.
  private List<Operation> history() {
    var history = new ArrayList<Operation>();
    var state = Register.ABSENT;
    for (int id = 1; id <= OPERATIONS; id++) {
      var part = part(id, state);
      state = part.answered(state, id).orElseThrow();
      int status = part.status();
      switch (random.nextInt(10)) {
        case 0 -> part = part(id, new Register(99, "i1", random.nextInt(4), 99));
        case 1 -> status = 503;
        default -> {}
      }
      history.add(
          new Operation(
              id,
              id,
              10 * id - random.nextInt(10 * MAX_OVERLAP),
              10 * id + random.nextInt(10 * MAX_OVERLAP),
              Kind.SINGLE,
              false,
              status == 503 ? 503 : part.status(),
              List.of(part)));
    }
    return history;
  }

  /// A random request with the response that it gets in `state`.
  private Part part(int id, Register state) {
    var action = ACTIONS.get(random.nextInt(ACTIONS.size()));
    var ifMatch =
        action == Action.REPLACE && random.nextBoolean() ? "\"i1." + random.nextInt(3) + '"' : "";
    // No sum of these is another one.
    var asked = Part.of("a", action, 1L << id, ifMatch);
    var created = "\"i" + id + ".1\"";
    var next = state.next(0).etag();
    return Stream.of(
            asked.read(state.value(), state.isPresent() ? state.etag() : ""),
            asked.ended(201, created),
            asked.ended(200, next),
            asked.ended(204, ""),
            asked.ended(404, ""),
            asked.ended(409, ""),
            asked.ended(412, state.isPresent() ? state.etag() : ""))
        .filter(part -> part.answered(state, id).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static boolean hasOrder(List<Operation> history) {
    var creators = new HashMap<String, Integer>();
    history.stream()
        .filter(operation -> operation.status() == 201)
        .forEach(operation -> creators.put(operation.parts().getFirst().etag(), operation.id()));
    return hasOrder(history, Map.of("a", Register.ABSENT), creators);
  }

  private static boolean hasOrder(
      List<Operation> rest, Map<String, Register> state, Map<String, Integer> creators) {
    return rest.stream().allMatch(Operation::isUnknown)
        || rest.stream()
            .filter(next -> rest.stream().noneMatch(other -> isBefore(other, next)))
            .anyMatch(next -> {
              var others = new ArrayList<>(rest);
              others.remove(next);
              return (next.isUnknown() ? next.effect(state) : next.answered(state, Repeated.NO))
                  .filter(after -> isMadeByItsCreator(after.values(), creators))
                  .filter(after -> hasOrder(others, after, creators))
                  .isPresent();
            });
  }

  /// No two operations create the same incarnation.
  private static boolean isMadeByItsCreator(
      Collection<Register> state, Map<String, Integer> creators) {
    return state.stream()
        .allMatch(register ->
            creators.getOrDefault(register.firstEtag(), register.creator()) == register.creator());
  }

  private static boolean isBefore(Operation one, Operation other) {
    return !one.isUnknown() && one.end() < other.start();
  }
}
