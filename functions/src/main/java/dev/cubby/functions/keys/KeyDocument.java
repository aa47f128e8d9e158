package dev.cubby.functions.keys;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Outcome.Created;
import dev.cubby.shared.dynamodb.Outcome.Deleted;
import dev.cubby.shared.dynamodb.Outcome.Refused;
import dev.cubby.shared.dynamodb.Outcome.Updated;
import dev.cubby.shared.http.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The API's representation of a key. Only the response to its creation has `apiKey`, the key
/// itself.
record KeyDocument(
    String keyId,
    @Nullable String apiKey,
    @Nullable String name,
    Set<Role> roles,
    Plan plan,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt,
    @Nullable LocalDate lastUsedOn,
    @Nullable String replacedBy) {

  static KeyDocument of(StoredKey key) {
    return of(key, null);
  }

  /// Returns the response to a write of a key. It contains the key itself only if the write created
  /// `apiKey`: the table stores the hash.
  static Response response(Outcome<StoredKey> outcome, @Nullable ApiKey apiKey) {
    return switch (outcome) {
      case Created<StoredKey>(var key) -> {
        var secret = apiKey != null && key.hash().equals(apiKey.hash()) ? apiKey.secret() : null;
        yield Response.created("/users/" + key.userId() + "/keys/" + key.keyId(), of(key, secret))
            .etag(key.revision().etag())
            .notStored();
      }
      case Updated<StoredKey>(var key) -> Response.ok(of(key)).etag(key.revision().etag());
      case Deleted<StoredKey> _ -> Response.noContent();
      case Refused<StoredKey> refused ->
          Response.refused(refused, "key", "A key with this id already exists");
    };
  }

  private static KeyDocument of(StoredKey key, @Nullable String secret) {
    var settings = key.settings();
    var revision = key.revision();
    return new KeyDocument(
        key.keyId(),
        secret,
        settings.name(),
        settings.roles(),
        settings.plan(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.expiresAt(),
        key.lastUsedOn(),
        key.replacedBy());
  }
}
