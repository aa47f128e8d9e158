package dev.cubby.functions.collections;

import static java.util.Objects.requireNonNullElse;

import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.Page.Entry;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.ChosenId;
import dev.cubby.shared.owned.ExportedKind;
import dev.cubby.shared.owned.Owned;
import dev.cubby.shared.owned.OwnedLines;
import dev.cubby.shared.owned.OwnedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The documents of all of a user's collections, in order of the collections' names; without those
/// of a collection that is being deleted.
///
/// A position is the name of a collection, `/`, and the id of the last document before, empty at
/// the beginning of the collection.
final class ExportedDocuments implements ExportedKind {

  static final String KIND = "document";

  // Sorts after every name.
  private static final String LAST_NAME = "\uFFFF";

  private final Table table;
  private final OwnedStore<Definition> definitions;

  ExportedDocuments(Table table) {
    this.table = table;
    this.definitions = new OwnedStore<>(new CollectionKind(), table);
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public boolean isPosition(String position) {
    int slash = position.indexOf('/');
    return slash > 0
        && ChosenId.isValid(position.substring(0, slash))
        && (slash == position.length() - 1 || ChosenId.isValid(position.substring(slash + 1)));
  }

  /// Returns a page of documents of one collection: a Query of that collection and of the next one,
  /// or more if a page ends early, and a Query of the documents.
  @Override
  public Page<String> page(String userId, @Nullable String position, int limit, Instant time) {
    var start = requireNonNullElse(position, "/");
    var from = start.substring(0, start.indexOf('/'));
    var two = twoFrom(from, userId, time);
    if (two.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    var collection = two.getFirst();
    var prefix = collection.id() + "/";
    // The collection that the position names may be gone.
    var after = start.startsWith(prefix) ? start.substring(prefix.length()) : "";
    var documents = documents(userId, collection, after, limit, time);
    var lines =
        documents.entries().stream()
            .map(entry -> new Entry<>(entry.thing(), prefix + entry.position()))
            .toList();
    if (documents.position() != null) {
      return new Page<>(lines, prefix + documents.position());
    }
    return new Page<>(lines, two.size() == 1 ? null : two.getLast().id() + "/");
  }

  // Fewer only if there are no more.
  private List<Owned<Definition>> twoFrom(String name, String userId, Instant time) {
    var found = new ArrayList<Owned<Definition>>();
    String position = null;
    do {
      var rest = new PageRequest(2 - found.size(), true, position);
      var page = definitions.between(userId, name, LAST_NAME, rest, time);
      found.addAll(page.items());
      position = page.position();
    } while (found.size() < 2 && position != null);
    return found;
  }

  private Page<String> documents(
      String userId, Owned<Definition> collection, String after, int limit, Instant time) {
    var definition = collection.content();
    return definition.closing()
        ? new Page<>(List.of(), null)
        : new OwnedLines<>(new DocumentKind(collection.id(), definition), table)
            .page(userId, after.isEmpty() ? null : after, limit, time);
  }
}
