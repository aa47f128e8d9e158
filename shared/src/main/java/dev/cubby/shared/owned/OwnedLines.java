package dev.cubby.shared.owned;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.time.Timestamp;
import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Revision;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The lines of exports that hold things of one kind.
public class OwnedLines<T> implements ExportedKind {

  private record Line(@JsonUnwrapped LineHead head, @Nullable Object body) {}

  // JSON readers that use doubles know no larger version.
  private static final long MAX_VERSION = 1L << 53;

  private final OwnedKind<T> kind;
  private final OwnedStore<T> store;

  public OwnedLines(OwnedKind<T> kind, Table table) {
    this.kind = kind;
    this.store = new OwnedStore<>(kind, table);
  }

  @Override
  public String name() {
    return kind.name();
  }

  // A position is the id of the last thing before.
  @Override
  public boolean isPosition(String id) {
    return kind.isId(id);
  }

  /// Makes one Query.
  @Override
  public Page<String> page(String userId, @Nullable String position, int limit, Instant time) {
    return store
        .list(userId, "", new PageRequest(limit, true, position), time)
        .filter(thing -> kind.exported(thing.content()) != null)
        .map(this::line);
  }

  /// Prepares the import of a valid thing.
  ///
  /// @throws ProblemException 409 if the user cannot have it
  protected void prepare(String userId, String id, Instant time) {}

  Key key(String userId, String id) {
    return kind.key(userId, id);
  }

  OwnedStore<T> store() {
    return store;
  }

  /// Returns the name of the member with the thing's id.
  String idName() {
    return kind.idName();
  }

  // Ends in a newline.
  private String line(Owned<T> thing) {
    var revision = thing.revision();
    var head =
        new LineHead(
            kind.name(),
            kind.collection(),
            id(thing, "key"),
            id(thing, "name"),
            id(thing, "id"),
            BigDecimal.valueOf(revision.version()),
            revision.etag().toString(),
            revision.createdAt(),
            revision.updatedAt(),
            revision.expiresAt());
    var line = Json.write(new Line(head, kind.exported(thing.content())));
    // A request with an unescaped U+FFFD fails, because API Gateway writes it for damaged bytes.
    return line.replace("\uFFFD", "\\ufffd") + "\n";
  }

  private @Nullable String id(Owned<T> thing, String name) {
    return name.equals(kind.idName()) ? thing.id() : null;
  }

  /// Returns the thing in a line.
  ///
  /// @throws ProblemException 400 naming what is wrong with it, or 413
  Owned<T> thing(String userId, LineHead head, @Nullable JsonText body) {
    var id = id(head);
    var tag =
        ETag.parse(head.etag())
            .filter(stated -> stated.version() <= MAX_VERSION)
            .orElseThrow(
                () -> ProblemException.invalid("etag", "must be an ETag of a version up to 2^53"));
    if (head.version().compareTo(BigDecimal.valueOf(tag.version())) != 0) {
      throw ProblemException.invalid("version", "must be the version in etag");
    }
    var revision =
        new Revision(
            tag,
            head.createdAt().truncatedTo(ChronoUnit.MILLIS),
            head.updatedAt().truncatedTo(ChronoUnit.MILLIS),
            head.expiresAt() == null ? null : Timestamp.ceiling(head.expiresAt()));
    if (revision.expiresAt() != null && !kind.mayExpire()) {
      throw ProblemException.invalid(
          "expiresAt", "must be absent: a " + name() + " does not expire");
    }
    if (body == null) {
      throw ProblemException.invalid("body", "must not be null");
    }
    return ProblemException.within(
        "body",
        () -> {
          var content = kind.imported(userId, body);
          kind.check(id, content);
          return new Owned<>(id, content, revision);
        });
  }

  private String id(LineHead head) {
    var names = head.names();
    var id = names.remove(idName());
    if (id == null) {
      throw ProblemException.invalid(idName(), "must not be null");
    }
    if (kind.collection() != null) {
      names.remove("collection");
    }
    if (!names.isEmpty()) {
      throw ProblemException.invalid(
          names.firstEntry().getKey(), "must be absent; a " + name() + " has a " + idName());
    }
    return kind.validId(id);
  }
}
