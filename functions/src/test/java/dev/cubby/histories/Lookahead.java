package dev.cubby.histories;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What later responses exclude: a version that is left does not come back. So all responses that
/// show its `ETag` are done. The new one has the value that responses show, and no other operation
/// claims to have made it.
///
/// If another attempt creates the record once more, with the same `ETag`, it counts its versions
/// once more. Each operation writes a value of its own, which no sum of increments makes.
final class Lookahead {

  private static final BitSet NOTHING = new BitSet();

  private final List<Step> steps;
  private final Allowance allowance;

  /// The steps whose responses show an `ETag`, alone or with a value.
  private final Map<String, BitSet> showing = new HashMap<>();

  /// The value and the maker of an `ETag`, if responses show them.
  private final Map<String, Long> values = new HashMap<>();

  private final Map<String, Integer> makers = new HashMap<>();

  /// The steps that write a value.
  private final Map<Long, BitSet> writing = new HashMap<>();

  /// The steps of operations that the SDK may have repeated, by the operation.
  private final Map<Integer, BitSet> repeats = new HashMap<>();

  /// Looks ahead in `steps`, which grow as operations are added.
  Lookahead(List<Step> steps, Allowance allowance) {
    this.steps = steps;
    this.allowance = allowance;
  }

  /// Adds an operation with the steps from `first` on.
  void add(Operation operation, int first) {
    if (allowance != Allowance.NONE && operation.mostEffects() > 1) {
      repeats.put(operation.id(), new BitSet());
      repeats.get(operation.id()).set(first, steps.size());
    }
    for (var part : operation.parts()) {
      if (part.action().writesValue()) {
        writing.computeIfAbsent(part.value(), _ -> new BitSet()).set(first, steps.size());
      }
      if (!operation.isUnknown() && !part.etag().isEmpty()) {
        addTag(part, first);
      }
    }
  }

  private void addTag(Part part, int step) {
    showing.computeIfAbsent(part.etag(), _ -> new BitSet()).set(step);
    if (part.status() >= 300) {
      return;
    }
    if (part.action() != Action.READ) {
      makers.put(part.etag(), steps.get(step).operation().id());
    }
    if (part.action() != Action.INCREMENT && part.value() > 0) {
      values.put(part.etag(), part.value());
      showing.computeIfAbsent(part.etag() + part.value(), _ -> new BitSet()).set(step);
    }
  }

  /// Whether `step` can make `after` of `before` when others are `done`.
  boolean canFollow(Register before, Register after, int step, BitSet done) {
    return before.equals(after)
        || (canBeLeft(before, step, done)
            && (isRepeated(after, step, done) || isMade(after, steps.get(step).operation().id()))
            && isMade(after.firstEtag(), after.creator()));
  }

  private boolean canBeLeft(Register left, int step, BitSet done) {
    return isShown(left.etag(), step, done)
        || (mayComeBack(left, done)
            && (mayBeWritten(left.value(), done)
                || isShown(left.etag() + left.value(), step, done)));
  }

  /// Whether all responses that show this are done, that of `step` among them.
  private boolean isShown(String etagAndValue, int step, BitSet done) {
    var rest = rest(showing.getOrDefault(etagAndValue, NOTHING), done);
    rest.clear(step);
    return rest.isEmpty();
  }

  /// Whether another attempt may still create `left` once more.
  private boolean mayComeBack(Register left, BitSet done) {
    return isOneInTime(rest(repeats.getOrDefault(left.creator(), NOTHING), done), done);
  }

  /// Whether an operation may still write `value`, or increments may make it.
  private boolean mayBeWritten(long value, BitSet done) {
    var all = writing.get(value);
    return all == null || isOneInTime(rest(all, done), done);
  }

  /// Whether several attempts create `made`, or may do so, `step` among them.
  private boolean isRepeated(Register made, int step, BitSet done) {
    var effects = repeats.getOrDefault(made.creator(), NOTHING);
    var rest = rest(effects, done);
    rest.clear(step);
    return effects.cardinality() - rest.cardinality() > 1 || isOneInTime(rest, with(done, step));
  }

  private boolean isOneInTime(BitSet some, BitSet done) {
    return some.stream().anyMatch(i -> steps.get(i).isInTime(done, allowance));
  }

  private boolean isMade(Register register, int id) {
    return isMade(register.etag(), id)
        && values.getOrDefault(register.etag(), register.value()) == register.value();
  }

  /// Whether operation `id` can have made `etag`.
  private boolean isMade(String etag, int id) {
    return makers.getOrDefault(etag, id) == id;
  }

  private static BitSet rest(BitSet some, BitSet done) {
    var rest = (BitSet) some.clone();
    rest.andNot(done);
    return rest;
  }

  private static BitSet with(BitSet done, int step) {
    var more = (BitSet) done.clone();
    more.set(step);
    return more;
  }
}
