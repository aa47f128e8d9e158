package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.dynamodb.VersionAttributes;
import dev.cubby.shared.dynamodb.Write;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.RequestBody;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.JsonText;
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
public abstract class OwnedKind<T> {
  private static final String ANY_USER = "00000000-0000-7000-8000-000000000000";

  private final String name;
  private final Class<T> type;

  /// @param name the singular noun in lower case; its plural must add an `s`
  protected OwnedKind(String name, Class<T> type) {
    this.name = name;
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

  /// Whether clients may choose the ids, so that PUT can create.
  protected boolean isNamedByClients() {
    return false;
  }

  /// Whether POST goes to the list and creates a thing under a new id, not to the thing's own path.
  protected boolean generatesIds() {
    return !isNamedByClients();
  }

  /// Returns the partition of a user's things of this kind.
  protected String partition(String userId) {
    return UserPartition.of(userId);
  }

  /// Returns the path of the list.
  protected String listPath() {
    return "/" + name + "s";
  }

  /// Checks that the list exists.
  ///
  /// @throws ProblemException 404
  protected void requireList() {}

  /// Returns what a cursor of the list is bound to.
  protected String listScope(String userId) {
    return userId;
  }

  /// Whether a list can have a thing with this id.
  protected boolean isId(String text) {
    return UuidV7.isUuid(text);
  }

  /// Returns a thing's attributes in the indexes. An absent entry is null, so that an update
  /// removes it.
  ///
  /// @throws ProblemException if an index cannot hold the thing
  protected Attributes entries(String userId, String id, T content) {
    var indexKey = indexKey(id, content);
    return Attributes.NONE
        .with("GSI1PK", indexKey == null ? null : indexPartition(userId))
        .with("GSI1SK", indexKey);
  }

  /// Checks what constraint annotations cannot express.
  ///
  /// @throws ProblemException with [TooLarge] if the content has too many bytes, or with each
  ///   violation
  protected void check(String id, T content) {}

  /// Reads the id from the path of `request`.
  ///
  /// @throws ProblemException if the id is not valid for this kind
  protected String id(Request request) {
    return request.pathId("id", name);
  }

  /// Returns `id` if it has the form of this kind's ids. An export holds them as they are stored.
  ///
  /// @throws ProblemException if it has another form
  protected String validId(String id) {
    if (UuidV7.isOfVersion7(id)) {
      return id;
    }
    throw ProblemException.invalid("id", "must be a UUID of version 7 in lower case");
  }

  /// Returns the name of the id in the lines of exports.
  protected String idName() {
    return isNamedByClients() && !generatesIds() ? "key" : "id";
  }

  /// Returns the collection that the things are in; null for things that are in none.
  protected @Nullable String collection() {
    return null;
  }

  /// Whether a thing may expire.
  protected boolean mayExpire() {
    return true;
  }

  /// Returns the body of a line of an export, which is what a client sends; null leaves the thing
  /// out.
  protected @Nullable Object exported(T content) {
    return content;
  }

  /// Reads a content from the body of a line.
  ///
  /// @throws ProblemException naming what is wrong with it
  protected T imported(String userId, JsonText body) {
    return RequestBody.valid(body, type);
  }

  /// Returns what an import of `content` at `time` makes of the thing that is `there`.
  ///
  /// @throws ProblemException 409 if it cannot replace that now
  protected T replacing(T there, T content, Instant time) {
    return content;
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

  final String name() {
    return name;
  }

  final Class<T> type() {
    return type;
  }

  final String path(String id) {
    return listPath() + "/" + id;
  }

  final Write write(Draft<T> draft) {
    return new Write(
        key(draft.userId(), draft.id()),
        toAttributes(draft.content()).with(entries(draft.userId(), draft.id(), draft.content())),
        draft.time(),
        draft.expiresAt());
  }

  final Owned<T> read(Attributes item) {
    return new Owned<>(idOf(Key.of(item)), toContent(item), VersionAttributes.revision(item));
  }

  final Key key(String userId, String id) {
    return new Key(partition(userId), prefix() + id);
  }

  final String idOf(Key key) {
    return key.sk().substring(prefix().length());
  }

  final String prefix() {
    return name.toUpperCase(Locale.ROOT) + "#";
  }

  final String indexPartition(String userId) {
    return partition(userId) + "#" + name.toUpperCase(Locale.ROOT) + "S";
  }
}
