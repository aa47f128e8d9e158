package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Describes one kind of thing that users own: its name, its mapping to attributes, its limits, its
/// place in the index, and how the API shows it.
///
/// For the kind `note` the path is `/notes`, the prefix of sort keys `NOTE#`, and the partition of
/// the index `USER#<userId>#NOTES`.
///
/// @param <T> the content: what a client sends, as a valid body
public abstract class Schema<T> {
  private final String kind;
  private final Class<T> type;

  /// @param kind the name of one such thing, a noun in lower case
  protected Schema(String kind, Class<T> type) {
    this.kind = kind;
    this.type = type;
  }

  /// Maps a content to attributes. A part that can be absent is then null, not missing, so that an
  /// update removes it.
  protected abstract Attributes write(T content);

  /// Maps attributes to a content.
  protected abstract T read(Attributes item);

  /// The sort key of a thing in the index; null keeps it out of the index.
  protected @Nullable String indexKey(String id, T content) {
    return null;
  }

  /// Checks what constraints on the fields of a body cannot express.
  ///
  /// @throws ProblemException with [TooLarge] if the content has too many bytes
  protected void checkSize(String id, T content) {}

  /// Reads the id from the path of `request`.
  ///
  /// @throws ProblemException if there cannot be such a thing
  protected String id(Request request) {
    return request.pathId("id", kind);
  }

  /// What a GET of a thing returns.
  protected Object shown(Owned<T> thing) {
    return OwnedDocument.of(thing);
  }

  /// What a write of a thing returns.
  protected Object written(Owned<T> thing) {
    return shown(thing);
  }

  /// What a list has for each thing.
  protected Object listed(Owned<T> thing) {
    return shown(thing);
  }

  String kind() {
    return kind;
  }

  Class<T> type() {
    return type;
  }

  String path(String id) {
    return "/" + kind + "s/" + id;
  }

  String prefix() {
    return kind.toUpperCase(Locale.ROOT) + "#";
  }

  String indexPartition(String userId) {
    return UserPartition.of(userId) + "#" + kind.toUpperCase(Locale.ROOT) + "S";
  }
}
