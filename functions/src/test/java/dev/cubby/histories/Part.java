package dev.cubby.histories;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an operation asks of one record, and how that ended.
///
/// @param value the number to write or to add, or the one that was read; 0 if none was
/// @param ifMatch the required `ETag`; empty for none
/// @param status 0 if the response says nothing about this record
/// @param etag the `ETag` that the response shows; empty for none
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Part(String key, Action action, long value, String ifMatch, int status, String etag) {

  Part(
      String key,
      Action action,
      long value,
      @Nullable String ifMatch,
      int status,
      @Nullable String etag) {
    this.key = key;
    this.action = action;
    this.value = value;
    this.ifMatch = requireNonNullElse(ifMatch, "");
    this.status = status;
    this.etag = requireNonNullElse(etag, "");
  }

  static Part of(String key, Action action, long value, String ifMatch) {
    return new Part(key, action, value, ifMatch, 0, "");
  }

  Part read(long shown, String shownEtag) {
    return new Part(key, action, shown, ifMatch, 200, shownEtag);
  }

  Part ended(int shownStatus, String shownEtag) {
    return new Part(key, action, value, ifMatch, shownStatus, shownEtag);
  }

  /// The record after this part of operation `id` ended as it did; empty if `before` excludes that.
  Optional<Register> answered(Register before, int id) {
    if (status == 0) {
      // An operation of a batch that failed because of others.
      return effect(before, id).map(_ -> before);
    }
    if (status >= 400) {
      return before.seenAs(etag).filter(seen -> refusal(seen) == status && !isMadeBy(seen, id));
    }
    if (action == Action.READ) {
      return before
          .seenAs(etag)
          .filter(seen -> seen.isPresent() && (value == 0 || value == seen.value()));
    }
    return effect(before, id)
        .filter(_ -> status == success(before))
        .flatMap(after -> after.seenAs(etag));
  }

  /// The record after this part of operation `id` took effect; empty if `before` excludes that, or
  /// if the write recognizes it as its own effect.
  Optional<Register> effect(Register before, int id) {
    if (!before.isPresent()) {
      return action.creates() && ifMatch.isEmpty()
          ? Optional.of(Register.first(id, status == 201 ? etag : "", value))
          : Optional.empty();
    }
    if (action.requiresAbsence() || action == Action.READ || isMadeBy(before, id)) {
      return Optional.empty();
    }
    return before
        .seenAs(ifMatch)
        .map(seen ->
            switch (action) {
              case DELETE -> Register.ABSENT;
              case INCREMENT -> seen.next(seen.value() + value);
              default -> seen.next(value);
            });
  }

  /// Whether a repeated write recognizes `register` as what an earlier attempt has made, and
  /// returns success.
  private boolean isMadeBy(Register register, int id) {
    return switch (action) {
      case CREATE, CREATE_IF_ABSENT -> register.creator() == id;
      case REPLACE, UPSERT -> register.isPresent() && register.value() == value;
      case READ, INCREMENT, DELETE -> false;
    };
  }

  private int success(Register before) {
    return action == Action.DELETE ? 204 : before.isPresent() ? 200 : 201;
  }

  /// The status with which `before` refuses this part; 0 if it does not.
  private int refusal(Register before) {
    if (!before.isPresent()) {
      return action.creates() ? (ifMatch.isEmpty() ? 0 : 412) : 404;
    }
    return switch (action) {
      case CREATE -> 409;
      case CREATE_IF_ABSENT -> 412;
      default -> ifMatch.isEmpty() || before.has(ifMatch) ? 0 : 412;
    };
  }

  @Override
  public String toString() {
    var condition = ifMatch.isEmpty() ? "" : " if " + ifMatch;
    var shown = action == Action.READ || action == Action.DELETE ? "" : " " + value;
    var result = action == Action.READ && status == 200 && value > 0 ? value + " " : "";
    var ended = status == 0 ? "" : ": " + status + " " + result + etag;
    return action + " " + key + shown + condition + ended;
  }
}
