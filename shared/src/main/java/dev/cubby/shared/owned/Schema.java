package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.VersionAttributes;
import dev.cubby.shared.dynamodb.Write;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Describes one kind of thing that users own: its name, attributes, limits, index key and
/// representation in the API.
///
/// A note has the path `/notes/<id>`, the sort key `NOTE#<id>`, and in the index the partition
/// `USER#<userId>#NOTES`.
///
/// @param <T> the content that a client sends, as a valid body
public abstract class Schema<T> {
  private static final String ANY_USER = "00000000-0000-7000-8000-000000000000";

  private final String kind;
  private final Class<T> type;

  /// @param kind the singular noun in lower case; its plural must add an `s`
  protected Schema(String kind, Class<T> type) {
    this.kind = kind;
    this.type = type;
  }

  /// Maps a content to attributes. An absent part is null, so that an update removes it.
  protected abstract Attributes toAttributes(T content);

  /// Maps attributes to a content.
  protected abstract T toContent(Attributes item);

  /// Returns the sort key of a thing in the index; null omits the thing from the index.
  protected @Nullable String indexKey(String id, T content) {
    return null;
  }

  /// Returns the id of the thing with this `indexKey`.
  protected String idOfIndexKey(String indexKey) {
    return indexKey;
  }

  /// Checks limits that constraint annotations cannot express.
  ///
  /// @throws ProblemException with [TooLarge] if the content has too many bytes
  protected void checkSize(String id, T content) {}

  /// Reads the id from the path of `request`.
  ///
  /// @throws ProblemException if the id is not valid for this kind
  protected String id(Request request) {
    return request.pathId("id", kind);
  }

  /// Returns the response body of a GET.
  protected Object shown(Owned<T> thing) {
    return OwnedDocument.of(thing);
  }

  /// Returns the response body of a write.
  protected Object written(Owned<T> thing) {
    return shown(thing);
  }

  /// Returns as much of a content as the response of a write shows. An idempotency entry keeps it,
  /// to repeat the response, and has to fit an item of 400 KB.
  protected T writtenPart(T content) {
    return content;
  }

  /// Returns the thing's entry in a list.
  protected Object listed(Owned<T> thing) {
    return shown(thing);
  }

  /// Returns the maximum size in bytes that DynamoDB can count for a thing.
  public final int maxBytes(String id, T content) {
    var anyTime = Instant.EPOCH;
    var write = write(new Draft<>(ANY_USER, id, content, anyTime, anyTime));
    return ItemSize.atMost(write.firstVersion(VersionAttributes.newWriteId()));
  }

  final String kind() {
    return kind;
  }

  final Class<T> type() {
    return type;
  }

  final String path(String id) {
    return "/" + kind + "s/" + id;
  }

  final Write write(Draft<T> draft) {
    var indexKey = indexKey(draft.id(), draft.content());
    return new Write(
        key(draft.userId(), draft.id()),
        toAttributes(draft.content())
            .with("GSI1PK", indexKey == null ? null : indexPartition(draft.userId()))
            .with("GSI1SK", indexKey),
        draft.time(),
        draft.expiresAt());
  }

  final Owned<T> read(Attributes item) {
    return new Owned<>(idOf(Key.of(item)), toContent(item), VersionAttributes.revision(item));
  }

  final Key key(String userId, String id) {
    return new Key(UserPartition.of(userId), prefix() + id);
  }

  final String idOf(Key key) {
    return key.sk().substring(prefix().length());
  }

  final String prefix() {
    return kind.toUpperCase(Locale.ROOT) + "#";
  }

  final String indexPartition(String userId) {
    return UserPartition.of(userId) + "#" + kind.toUpperCase(Locale.ROOT) + "S";
  }
}
