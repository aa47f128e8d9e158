package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.http.RequestBody;
import dev.cubby.shared.json.JsonParts;
import dev.cubby.shared.json.JsonText;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Describes a kind of thing whose content is a JSON value that keeps its text. GET returns the
/// value, a write its metadata, a list both. Only kinds whose ids the server may make have an `id`
/// there, others a `key`.
public abstract class ValueKind extends OwnedKind<JsonText> {

  private record Text(@NotNull String body) {}

  private record Metadata(
      @Nullable String key,
      @Nullable String id,
      long version,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant expiresAt) {}

  private record Entry(
      @Nullable String key,
      @Nullable String id,
      JsonText value,
      long version,
      String etag,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant expiresAt) {}

  protected ValueKind(String name) {
    super(name, JsonText.class);
  }

  @Override
  protected final boolean isNamedByClients() {
    return true;
  }

  @Override
  protected final Attributes toAttributes(JsonText value) {
    return Attributes.NONE.with("VALUE", value.text());
  }

  @Override
  protected final JsonText toContent(Attributes stored) {
    return new JsonText(stored.text("VALUE"));
  }

  @Override
  protected final Object shown(Owned<JsonText> thing) {
    return thing.content();
  }

  @Override
  protected final Object written(Owned<JsonText> thing) {
    var revision = thing.revision();
    return new Metadata(
        key(thing),
        id(thing),
        revision.version(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.expiresAt());
  }

  // A string with the text, which keeps the text byte for byte.
  @Override
  protected final Object exported(JsonText value) {
    return value.text();
  }

  @Override
  protected final JsonText imported(String userId, JsonText body) {
    var text = RequestBody.valid(JsonParts.object(Map.of("body", body)), Text.class).body();
    return RequestBody.valid(new JsonText(text), JsonText.class);
  }

  // The metadata only.
  @Override
  protected final JsonText writtenPart(JsonText value) {
    return new JsonText("null");
  }

  @Override
  protected final Object listed(Owned<JsonText> thing) {
    var revision = thing.revision();
    return new Entry(
        key(thing),
        id(thing),
        thing.content(),
        revision.version(),
        revision.etag().toString(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.expiresAt());
  }

  private @Nullable String key(Owned<JsonText> thing) {
    return generatesIds() ? null : thing.id();
  }

  private @Nullable String id(Owned<JsonText> thing) {
    return generatesIds() ? thing.id() : null;
  }
}
