package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.schema.DocumentValidator;
import dev.cubby.shared.owned.ChosenId;
import dev.cubby.shared.owned.EntryRange;
import dev.cubby.shared.owned.ValueKind;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The documents of one collection.
public class DocumentKind extends ValueKind {

  /// The maximum size of a document in UTF-8. It leaves room in an item of 400 KB for the entries
  /// of indexes that are declared later.
  static final int MAX_BYTES = 400_000;

  private final String collection;
  private final @Nullable Definition definition;
  private @Nullable DocumentValidator validator;

  /// @param definition null if the collection does not exist. Whatever needs it then fails with 404
  DocumentKind(String collection, @Nullable Definition definition) {
    super("document");
    this.collection = collection;
    this.definition = definition;
  }

  /// Returns a function that finds the kind of the documents in the collection that is in the path
  /// of a request; empty if the collection does not exist. One read, or none within 30 s.
  public static Function<Request, Optional<DocumentKind>> finder(Table table) {
    var definitions = new CachedDefinitions(table);
    return request ->
        definitions.find(request.caller().userId(), Definitions.name(request), request.time());
  }

  /// @throws ProblemException 404 if the collection does not exist
  Definition definition() {
    if (definition == null) {
      throw new ProblemException(NotFound.of("collection"));
    }
    return definition;
  }

  /// Returns the part of an index that `query` asks for.
  EntryRange range(Slot slot, DocumentQuery query) {
    return new EntryRange(
        slot.table(),
        entryPartition(slot),
        query.first(),
        query.last(),
        entry -> IndexKey.idOf(slot.index(), entry));
  }

  @Override
  protected void requireList() {
    definition();
  }

  @Override
  protected boolean generatesIds() {
    return true;
  }

  @Override
  protected String partition(String userId) {
    return definition().partition();
  }

  @Override
  protected String listPath() {
    return "/collections/" + collection + "/documents";
  }

  @Override
  protected String listScope(String userId) {
    return definition().partition();
  }

  @Override
  protected boolean isId(String text) {
    return ChosenId.isValid(text);
  }

  // The ids that the server makes are in lower case.
  @Override
  protected String id(Request request) {
    var id = ChosenId.valid("id", request.path("id"));
    return UuidV7.parse(id).orElse(id);
  }

  @Override
  protected String validId(String id) {
    var valid = ChosenId.valid("id", id);
    if (UuidV7.parse(valid).filter(stored -> !stored.equals(valid)).isPresent()) {
      throw ProblemException.invalid("id", "must be in lower case, because it is a UUID");
    }
    return valid;
  }

  @Override
  protected String collection() {
    return collection;
  }

  @Override
  protected Attributes entries(String userId, String id, JsonText document) {
    var keys = keys(id, document);
    var entries = Attributes.NONE;
    for (var table : Definition.tableIndexes()) {
      var slot = definition().slot(table);
      var key = slot.map(Slot::name).map(keys::get).orElse(null);
      entries =
          entries
              .with(
                  table.partition(),
                  key == null ? null : slot.map(this::entryPartition).orElse(null))
              .with(table.sort(), key);
    }
    return entries;
  }

  /// Returns the keys of a document in the declared indexes, by name.
  ///
  /// @throws ProblemException naming each value that its index cannot contain
  Map<String, Binary> keys(String id, JsonText document) {
    return IndexKey.all(definition().indexes(), document, id);
  }

  @Override
  protected void check(String id, JsonText document) {
    int size = ItemSize.utf8(document.text());
    if (size > MAX_BYTES) {
      throw new ProblemException(new TooLarge("The document", MAX_BYTES, size));
    }
    ProblemException.throwIfAny(validator().check(document));
    // Fails if an index cannot contain the document.
    keys(id, document);
  }

  /// Returns the maximum size in bytes that DynamoDB counts for an entry in an index.
  int maxEntryBytes(Slot slot) {
    return ItemSize.atMost(
        Attributes.NONE
            .with("PK", definition().partition())
            .with("SK", "DOCUMENT#" + "x".repeat(ChosenId.MAX_LENGTH))
            .with(slot.table().partition(), entryPartition(slot))
            .with(slot.table().sort(), Binary.of(new byte[IndexKey.MAX_BYTES]))
            .withExpiry(Instant.EPOCH));
  }

  private String entryPartition(Slot slot) {
    return definition().partition() + "#" + slot.generation();
  }

  synchronized DocumentValidator validator() {
    if (validator == null) {
      validator = DocumentValidator.of(definition().schema());
    }
    return validator;
  }
}
