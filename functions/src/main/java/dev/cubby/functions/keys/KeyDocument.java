package dev.cubby.functions.keys;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.http.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key as the API shows it. `apiKey` is the key itself: only the answer to its creation has it.
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

  /// 201 with the key itself, which nobody will see again, if it is `apiKey`: one that was made
  /// before is stored as a hash only.
  static Response created(StoredKey key, ApiKey apiKey) {
    var secret = key.hash().equals(apiKey.hash()) ? apiKey.secret() : null;
    return Response.created("/users/" + key.userId() + "/keys/" + key.keyId(), of(key, secret))
        .etag(key.revision().etag())
        .notStored();
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
