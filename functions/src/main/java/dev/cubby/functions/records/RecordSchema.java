package dev.cubby.functions.records;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.Owned;
import dev.cubby.shared.owned.Schema;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The schema of records. The index contains their keys, so that they can be listed without the
/// values.
final class RecordSchema extends Schema<JsonText> {

  private record Metadata(
      String key,
      long version,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant expiresAt) {}

  private record Entry(
      String key,
      JsonText value,
      long version,
      String etag,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant expiresAt) {}

  RecordSchema() {
    super("record", JsonText.class);
  }

  @Override
  protected String id(Request request) {
    return RecordKey.of(request);
  }

  @Override
  protected Attributes toAttributes(JsonText value) {
    return Attributes.NONE.with("VALUE", value.text());
  }

  @Override
  protected JsonText toContent(Attributes stored) {
    return new JsonText(stored.text("VALUE"));
  }

  @Override
  protected String indexKey(String key, JsonText value) {
    return key;
  }

  /// The limit is the rest of DynamoDB's 400 KB and depends on the length of the key.
  @Override
  protected void checkSize(String key, JsonText value) {
    int excess = maxBytes(key, value) - ItemSize.MAX_BYTES;
    if (excess > 0) {
      int size = ItemSize.utf8(value.text());
      throw new ProblemException(new TooLarge("The value", size - excess, size));
    }
  }

  @Override
  protected Object shown(Owned<JsonText> record) {
    return record.content();
  }

  @Override
  protected Object written(Owned<JsonText> record) {
    var revision = record.revision();
    return new Metadata(
        record.id(),
        revision.version(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.expiresAt());
  }

  // The metadata only.
  @Override
  protected JsonText writtenPart(JsonText value) {
    return new JsonText("null");
  }

  @Override
  protected Object listed(Owned<JsonText> record) {
    var revision = record.revision();
    return new Entry(
        record.id(),
        record.content(),
        revision.version(),
        revision.etag().toString(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.expiresAt());
  }
}
