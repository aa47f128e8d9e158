package dev.cubby.histories;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reduces a history that is not linearizable to a part that a person can read.
final class Failure {

  private static final int MAX_SHOWN = 15;

  private static final Comparator<Operation> BY_END = Comparator.comparingLong(Operation::end);

  private final Allowance allowed;

  private Failure(Allowance allowed) {
    this.allowed = allowed;
  }

  /// Returns a description of `history`, which is not linearizable with what is `allowed`.
  static String of(List<Operation> history, Allowance allowed) {
    return new Failure(allowed).text(history);
  }

  private String text(List<Operation> history) {
    var reduced = withoutIdle(untilContradiction(ofOneRecord(history)));
    var last =
        reduced.stream().filter(operation -> !operation.isUnknown()).max(BY_END).orElseThrow();
    var before = reduced.stream().filter(operation -> !operation.equals(last)).toList();
    int hidden = Math.max(0, before.size() - MAX_SHOWN);
    return Stream.of(
            Stream.of(
                "No order explains the response of the last of these operations"
                    + (hidden == 0 ? ":" : ", before which there are " + hidden + " others:"),
                "  from (ms)   to (ms)"),
            before.stream().skip(hidden).map(operation -> "  " + operation),
            Stream.of("  " + last, "Before it, in any order that explains the others:"),
            contradiction(reduced).orElseThrow().states().stream()
                .map(state -> "  " + state)
                .sorted())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  /// The operations until the response that makes the history contradict itself. What has no
  /// response by then is of unknown outcome.
  private List<Operation> untilContradiction(List<Operation> history) {
    var ends = history.stream().map(Operation::end).sorted().toList();
    int low = 0;
    int high = ends.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (contradiction(until(ends.get(middle), history)).isPresent()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return until(ends.get(low), history);
  }

  private static List<Operation> until(long time, List<Operation> history) {
    return history.stream()
        .filter(operation -> operation.start() <= time)
        .map(operation -> operation.end() <= time ? operation : operation.ofUnknownOutcome())
        .toList();
  }

  /// The same, seen from one record, if that is not linearizable.
  private List<Operation> ofOneRecord(List<Operation> history) {
    return Checker.byRecord(history)
        .filter(part -> contradiction(part).isPresent())
        .findFirst()
        .orElse(history);
  }

  private List<Operation> withoutIdle(List<Operation> history) {
    var rest = new ArrayList<>(history);
    for (var operation : history.reversed()) {
      if (operation.changesNothing()) {
        int place = rest.indexOf(operation);
        rest.remove(place);
        if (contradiction(rest).isEmpty()) {
          rest.add(place, operation);
        }
      }
    }
    return rest;
  }

  private Optional<Contradiction> contradiction(List<Operation> history) {
    return Checker.contradiction(history, allowed);
  }
}
