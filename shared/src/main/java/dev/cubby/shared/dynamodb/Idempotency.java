package dev.cubby.shared.dynamodb;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.shared.dynamodb.Commit.Refused;
import dev.cubby.shared.problem.Problem.IdempotencyKeyReused;
import dev.cubby.shared.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What keeps a request from creating a thing twice: an item of its own, written together with the
/// thing, that says which request made what. It is kept for 24 hours.
///
/// A request that states no key ([#NONE]) has none of it, and costs what it costs without.
public final class Idempotency {

  public static final Idempotency NONE = new Idempotency(null, "");

  private static final Duration KEPT = Duration.ofHours(24);

  private final @Nullable Key key;
  private final String fingerprint;

  private Idempotency(@Nullable Key key, String fingerprint) {
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /// The idempotency of a request with a `fingerprint`, kept under `key`.
  public static Idempotency of(Key key, String fingerprint) {
    return new Idempotency(key, fingerprint);
  }

  /// Whether the request states a key.
  public boolean isStated() {
    return key != null;
  }

  /// Has `transaction` keep what the request `made`: as much of the item as its answer tells.
  public void keep(Map<String, AttributeValue> made, Transaction transaction, Instant time) {
    if (key != null) {
      var item = new HashMap<>(key.toAttributes());
      item.put("fingerprint", fromS(fingerprint));
      item.put("made", fromM(made));
      item.put("TTL", Attributes.seconds(time.plus(KEPT)));
      transaction.create(item);
    }
  }

  /// Returns what the same request made before, if that is why a transaction was `refused`.
  ///
  /// @throws ProblemException 422 if another request has used the key
  public Optional<Map<String, AttributeValue>> made(Refused refused) {
    return key != null && refused.at(key) ? Optional.of(made(refused.item(key))) : Optional.empty();
  }

  /// Returns what the same request made before, for those who do more than write to the table. One
  /// read, none without a key.
  ///
  /// @throws ProblemException 422 if another request has used the key
  public Optional<Map<String, AttributeValue>> made(Table table, Instant time) {
    return key == null
        ? Optional.empty()
        : table.get(key).filter(item -> !Stamp.hasExpired(item, time)).map(this::made);
  }

  private Map<String, AttributeValue> made(Map<String, AttributeValue> item) {
    if (Attributes.text(item, "fingerprint").equals(fingerprint)) {
      return requireNonNull(item.get("made")).m();
    }
    throw new ProblemException(new IdempotencyKeyReused());
  }
}
