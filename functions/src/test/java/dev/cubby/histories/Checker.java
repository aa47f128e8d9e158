package dev.cubby.histories;

import dev.cubby.histories.Operation.Repeated;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Looks for an order of operations in which each is between its start and its end, and each
/// response is the one that it gets in this order.
///
/// The search is that of J. M. Wing and C. Gong, "Testing and verifying concurrent objects"
/// (Journal of Parallel and Distributed Computing 17, 1993), with the memoization of G. Lowe,
/// "Testing for linearizability" (Concurrency and Computation: Practice and Experience 29, 2017):
/// it never looks twice at the same operations done and the same state. Lowe's histories end all
/// operations; here one whose outcome is unknown may take effect at any time after its start, or
/// never.
final class Checker {

  /// These take about 400 MB. Histories of a few hundred operations need far fewer, but for some of
  /// a slow machine, where more operations overlap.
  private static final int MAX_CONFIGURATIONS = 1_500_000;

  private record Configuration(BitSet done, Map<String, Register> state) {}

  private final Allowance allowance;
  private final List<Step> steps = new ArrayList<>();
  private final Lookahead lookahead;
  private final Map<String, Register> initial = new HashMap<>();
  private final Set<Configuration> seen = new HashSet<>();
  private final Set<Map<String, Register>> furthestStates = new LinkedHashSet<>();
  private Optional<Operation> furthest = Optional.empty();

  private Checker(List<Operation> history, Allowance allowance) {
    this.allowance = allowance;
    this.lookahead = new Lookahead(steps, allowance);
    history.stream()
        .filter(operation -> !(operation.isRead() && operation.isUnknown()))
        .sorted(Comparator.comparingLong(Operation::start))
        .forEach(this::add);
  }

  /// Returns the least that `history` needs; empty if it is not linearizable even with `most`.
  static Optional<Allowance> needed(List<Operation> history, Allowance most) {
    return EnumSet.range(Allowance.NONE, most).stream()
        .filter(allowance ->
            // What one record excludes needs no search through the orders of all.
            byRecord(history).allMatch(part -> contradiction(part, allowance).isEmpty())
                && contradiction(history, allowance).isEmpty())
        .findFirst();
  }

  /// Returns why `history` is not linearizable; empty if it is.
  static Optional<Contradiction> contradiction(List<Operation> history, Allowance allowance) {
    return new Checker(history, allowance).contradiction();
  }

  /// Returns `history` as each of its records sees it.
  static Stream<List<Operation>> byRecord(List<Operation> history) {
    return history.stream()
        .flatMap(operation -> operation.parts().stream())
        .map(Part::key)
        .distinct()
        .map(key -> history.stream().flatMap(operation -> operation.at(key)).toList());
  }

  private Optional<Contradiction> contradiction() {
    return search(new BitSet(), Map.copyOf(initial))
        ? Optional.empty()
        : furthest.map(operation -> new Contradiction(operation, Set.copyOf(furthestStates)));
  }

  private void add(Operation operation) {
    operation.parts().forEach(part -> initial.put(part.key(), Register.ABSENT));
    int first = steps.size();
    int effects = operation.mostEffects();
    int unanswered = allowance == Allowance.NONE ? Math.min(1, effects) : effects;
    int answer = operation.isUnknown() ? -1 : first;
    if (!operation.isUnknown()) {
      unanswered = Math.max(0, unanswered - 1);
      steps.add(new Step(operation, true, answer, -1));
    }
    for (int i = 0; i < unanswered; i++) {
      steps.add(new Step(operation, false, answer, i == 0 ? -1 : steps.size() - 1));
    }
    lookahead.add(operation, first);
  }

  private boolean search(BitSet done, Map<String, Register> state) {
    var next = nextToEnd(done);
    if (next.isEmpty()) {
      return true;
    }
    if (!seen.add(new Configuration(done, state))) {
      return false;
    }
    if (seen.size() > MAX_CONFIGURATIONS) {
      throw new IllegalStateException("Too many ways to order " + next.get());
    }
    note(next.get(), state);
    var possible = possible(done, next.get().end());
    // What changes nothing, now or later, can only be in the way.
    for (int i : possible) {
      if (isPure(steps.get(i)) && after(i, done, state).equals(Optional.of(state))) {
        return search(with(done, i), state);
      }
    }
    for (int i : possible) {
      var after = after(i, done, state);
      if (after.isPresent() && search(with(done, i), after.get())) {
        return true;
      }
    }
    return false;
  }

  /// The operation that ends first of those whose responses are still to be explained.
  private Optional<Operation> nextToEnd(BitSet done) {
    Operation next = null;
    for (int i = done.nextClearBit(0); i < steps.size(); i = done.nextClearBit(i + 1)) {
      var step = steps.get(i);
      if (step.answered() && (next == null || step.operation().end() < next.end())) {
        next = step.operation();
      }
    }
    return Optional.ofNullable(next);
  }

  /// The steps that may be next, those with a response first.
  private List<Integer> possible(BitSet done, long end) {
    var answered = new ArrayList<Integer>();
    var unanswered = new ArrayList<Integer>();
    for (int i = done.nextClearBit(0); i < steps.size(); i = done.nextClearBit(i + 1)) {
      var step = steps.get(i);
      if (step.operation().start() > end) {
        break;
      }
      if (step.answered()) {
        answered.add(i);
      } else if (isPossible(step, done)) {
        unanswered.add(i);
      }
    }
    answered.addAll(unanswered);
    return answered;
  }

  private boolean isPossible(Step unanswered, BitSet done) {
    boolean isNext = unanswered.before() < 0 || done.get(unanswered.before());
    return isNext && unanswered.isInTime(done, allowance);
  }

  private Optional<Map<String, Register>> after(int i, BitSet done, Map<String, Register> state) {
    var operation = steps.get(i).operation();
    var after =
        steps.get(i).answered()
            ? operation.answered(state, repeated(i, done))
            : operation.effect(state);
    return after.filter(next ->
        operation.parts().stream()
            .allMatch(part -> lookahead.canFollow(at(part, state), at(part, next), i, done)));
  }

  private static Register at(Part part, Map<String, Register> state) {
    return state.getOrDefault(part.key(), Register.ABSENT);
  }

  private Repeated repeated(int answered, BitSet done) {
    if (allowance == Allowance.NONE) {
      return Repeated.NO;
    }
    // The first of the steps without a response follows the one with it.
    return steps.get(answered).operation().mostEffects() > 1 && done.get(answered + 1)
        ? Repeated.YES
        : Repeated.MAYBE;
  }

  private boolean isPure(Step step) {
    var operation = step.operation();
    return operation.isRead()
        || (step.answered()
            && operation.status() >= 400
            && (allowance == Allowance.NONE || operation.mostEffects() == 1));
  }

  private void note(Operation next, Map<String, Register> state) {
    long end = furthest.map(Operation::end).orElse(Long.MIN_VALUE);
    if (next.end() > end) {
      furthest = Optional.of(next);
      furthestStates.clear();
    }
    if (next.end() >= end) {
      furthestStates.add(state);
    }
  }

  private static BitSet with(BitSet done, int step) {
    var more = (BitSet) done.clone();
    more.set(step);
    return more;
  }
}
