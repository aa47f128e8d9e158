package dev.cubby.histories;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A request and its response.
///
/// @param start when the client sent the request, in nanoseconds from the start of the run
/// @param end when the client had the response
/// @param once whether the request has an `Idempotency-Key`; then it is sent until it is answered
record Operation(
    int id,
    int client,
    long start,
    long end,
    Kind kind,
    boolean once,
    int status,
    List<Part> parts) {

  enum Kind {
    /// One record.
    SINGLE,

    /// `POST /batch`: all parts take effect at one moment, or none.
    BATCH,

    /// `GET /records?key&key`: all parts are of one moment.
    SNAPSHOT,

    /// `GET /records?prefix`: each part is of a moment of its own.
    LIST,

    /// `GET /records/keys?prefix`: likewise, without values.
    KEYS
  }

  /// Whether an attempt of a request was one of several.
  enum Repeated {
    NO,
    MAYBE,
    YES
  }

  /// Responses that leave open whether a write took place ([What is
  /// promised](../../../../../../../docs/reliability.md#what-is-promised)).
  private static final Set<Integer> UNKNOWN = Set.of(503, 504);

  /// The attempts of the SDK ([dev.cubby.shared.dynamodb.TableClient]).
  private static final int MAX_ATTEMPTS = 3;

  boolean isUnknown() {
    return UNKNOWN.contains(status);
  }

  /// Whether it only reads.
  boolean isRead() {
    return parts.getFirst().action() == Action.READ;
  }

  /// Whether it has certainly changed nothing.
  boolean changesNothing() {
    return isRead() || (status >= 400 && !isUnknown() && mostEffects() == 1);
  }

  /// The same without the response.
  Operation ofUnknownOutcome() {
    return new Operation(id, client, start, end, kind, once, 503, parts);
  }

  /// How often it can take effect if the SDK repeats calls and others write in between. A batch and
  /// a request with an `Idempotency-Key` are transactions, which DynamoDB recognizes by their
  /// token; a PATCH requires the version that it has read.
  int mostEffects() {
    boolean repeats =
        kind == Kind.SINGLE && !isRead() && !once && parts.getFirst().action() != Action.INCREMENT;
    return repeats ? MAX_ATTEMPTS : isRead() ? 0 : 1;
  }

  /// Whether an attempt that DynamoDB executes late can take effect after later writes.
  boolean canBeLate() {
    return mostEffects() > 1 && parts.getFirst().ifMatch().isEmpty();
  }

  /// The operations of which each is of one moment. Those of a list begin up to `lag` before it.
  Stream<Operation> moments(Duration lag) {
    return kind == Kind.LIST || kind == Kind.KEYS
        ? parts.stream()
            .map(part ->
                new Operation(
                    id, client, start - lag.toNanos(), end, kind, once, status, List.of(part)))
        : Stream.of(this);
  }

  /// This operation as one record sees it, if it concerns that.
  Stream<Operation> at(String key) {
    var own = parts.stream().filter(part -> part.key().equals(key)).toList();
    return own.isEmpty()
        ? Stream.empty()
        : Stream.of(new Operation(id, client, start, end, kind, once, status, own));
  }

  /// The records after this operation ended as it did; empty if `before` excludes that.
  Optional<Map<String, Register>> answered(Map<String, Register> before, Repeated repeated) {
    if (isDeleteOfNothing(before)) {
      // "If the SDK repeats a DELETE and the repetition finds nothing, the request returns 204."
      int answer = status;
      boolean fits = answer == 204 ? repeated != Repeated.NO : repeated != Repeated.YES;
      return fits && (answer == 204 || answer == 404) ? Optional.of(before) : Optional.empty();
    }
    return after(before, Part::answered);
  }

  /// The records after this operation took effect; empty if `before` excludes that.
  Optional<Map<String, Register>> effect(Map<String, Register> before) {
    return after(before, Part::effect);
  }

  private boolean isDeleteOfNothing(Map<String, Register> before) {
    var part = parts.getFirst();
    return kind == Kind.SINGLE
        && part.action() == Action.DELETE
        && !before.getOrDefault(part.key(), Register.ABSENT).isPresent();
  }

  @FunctionalInterface
  private interface Change {
    Optional<Register> of(Part part, Register before, int id);
  }

  private Optional<Map<String, Register>> after(Map<String, Register> before, Change change) {
    var after = new HashMap<>(before);
    for (var part : parts) {
      var next = change.of(part, before.getOrDefault(part.key(), Register.ABSENT), id);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      after.put(part.key(), next.get());
    }
    return Optional.of(after);
  }

  @Override
  public String toString() {
    var asked = parts.stream().map(Part::toString).collect(Collectors.joining("; "));
    return "%9.3f %9.3f  client %2d  %d%s %s%s"
        .formatted(
            start / 1e6,
            end / 1e6,
            client,
            id,
            kind == Kind.SINGLE ? "" : " " + kind + " " + status,
            once ? "once " : "",
            isUnknown() ? asked + " (" + status + ": unknown)" : asked);
  }
}
