package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.owned.ChosenId;
import dev.cubby.shared.owned.ExportedKind;
import dev.cubby.shared.owned.LineHead;
import dev.cubby.shared.owned.OwnedImport;
import dev.cubby.shared.owned.OwnedLines;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.List;

/// The lines of collections and of their documents in exports and imports.
public final class CollectionLines {

  private final Table table;
  private final Definitions definitions;
  private final CachedDefinitions cached;
  private final OwnedLines<Definition> collections;

  public CollectionLines(Table table) {
    this.table = table;
    this.definitions = new Definitions(table);
    this.cached = new CachedDefinitions(table);
    this.collections =
        new OwnedLines<>(new CollectionKind(), table) {
          @Override
          protected void prepare(String userId, String name, Instant time) {
            definitions.requireRoom(userId, name, time);
            // The documents after it are checked against what it writes.
            cached.forget(userId, name);
          }
        };
  }

  /// Returns what an export has of both, collections first.
  public List<ExportedKind> exported() {
    return List.of(collections, new ExportedDocuments(table));
  }

  /// Adds both to an import. Before its own calls, a valid line of a collection makes those of
  /// [Definitions#requireRoom], and one of a document reads the collection, unless the function has
  /// kept that for less than 30 s.
  public OwnedImport addTo(OwnedImport lines) {
    return lines
        .with(collections.name(), (_, _) -> collections)
        .with(ExportedDocuments.KIND, this::documents);
  }

  private OwnedLines<?> documents(Request request, LineHead head) {
    if (head.collection() == null) {
      throw ProblemException.invalid("collection", "must not be null");
    }
    var name = ChosenId.valid("collection", head.collection());
    return cached
        .find(request.caller().userId(), name, request.time())
        .map(kind -> new OwnedLines<>(kind, table))
        .orElseThrow(() ->
            ProblemException.invalid(
                "collection", "does not exist; its own line must come before its documents"));
  }
}
