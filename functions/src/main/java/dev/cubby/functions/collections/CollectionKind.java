package dev.cubby.functions.collections;

import dev.cubby.functions.collections.Declaration.Fields;
import dev.cubby.functions.collections.Slot.Phase;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.RequestBody;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.schema.DocumentValidator;
import dev.cubby.shared.owned.ChosenId;
import dev.cubby.shared.owned.Owned;
import dev.cubby.shared.owned.OwnedKind;
import dev.cubby.shared.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collections, by their definitions. Those with work to do are in the index.
final class CollectionKind extends OwnedKind<Definition> {

  private static final String PENDING = "COLLECTIONS";

  /// The state as stored, in JSON.
  private record State(
      List<StoredSlot> slots,
      @Nullable Instant since,
      @Nullable String position,
      long documents,
      boolean closing) {}

  private record StoredSlot(
      Index table, String name, List<String> fields, String generation, Phase phase) {}

  private record Document(
      String name,
      JsonText schema,
      Map<String, IndexState> indexes,
      @Nullable Boolean closing,
      Instant createdAt,
      Instant updatedAt) {}

  /// The body of a line: a declaration with the text of its schema.
  private record Line(@NotNull String schema, @Nullable Map<String, Fields> indexes) {}

  /// An index as the API shows it; `documents` counts those that have been looked at.
  private record IndexState(List<String> fields, String state, @Nullable Long documents) {}

  CollectionKind() {
    super("collection", Definition.class);
  }

  /// All collections with work to do, of all users, in the index.
  static final Listing PENDING_LISTING =
      new Listing(
          KeyRange.beginningWith(Index.GSI1, PENDING, ""),
          item -> item.text("GSI1SK"),
          position -> {
            var userId = position.substring(0, position.indexOf('#'));
            var name = position.substring(userId.length() + 1);
            return new Key(UserPartition.ofCollections(userId), "COLLECTION#" + name)
                .toAttributes()
                .with("GSI1PK", PENDING)
                .with("GSI1SK", position);
          });

  @Override
  protected boolean isNamedByClients() {
    return true;
  }

  // It is not that of the user's other things: the purge of a user deletes a definition last.
  @Override
  protected String partition(String userId) {
    return UserPartition.ofCollections(userId);
  }

  @Override
  protected boolean isId(String text) {
    return ChosenId.isValid(text);
  }

  @Override
  protected String id(Request request) {
    return Definitions.name(request);
  }

  @Override
  protected Attributes entries(String userId, String name, Definition collection) {
    boolean isPending = collection.walk() != null;
    return Attributes.NONE
        .with("GSI1PK", isPending ? PENDING : null)
        .with("GSI1SK", isPending ? userId + "#" + name : null);
  }

  @Override
  protected Attributes toAttributes(Definition collection) {
    var walk = collection.walk();
    var state =
        new State(
            collection.slots().stream()
                .map(slot ->
                    new StoredSlot(
                        slot.table(),
                        slot.name(),
                        slot.index().texts(),
                        slot.generation(),
                        slot.phase()))
                .toList(),
            walk == null ? null : walk.since(),
            walk == null ? null : walk.position(),
            walk == null ? 0 : walk.documents(),
            collection.closing());
    return Attributes.NONE
        .with("partition", collection.partition())
        .with("schema", collection.schema().text())
        .with("state", Json.write(state));
  }

  @Override
  protected Definition toContent(Attributes stored) {
    var state = Json.read(stored.text("state"), State.class).value();
    var since = state.since();
    return new Definition(
        stored.text("partition"),
        new JsonText(stored.text("schema")),
        state.slots().stream()
            .map(slot ->
                new Slot(
                    slot.table(),
                    slot.name(),
                    IndexDefinition.of(slot.name(), slot.fields()),
                    slot.generation(),
                    slot.phase()))
            .toList(),
        since == null ? null : new Walk(since, state.position(), state.documents()),
        state.closing());
  }

  @Override
  protected String validId(String name) {
    return ChosenId.valid(idName(), name);
  }

  @Override
  protected String idName() {
    return "name";
  }

  @Override
  protected boolean mayExpire() {
    return false;
  }

  @Override
  protected @Nullable Object exported(Definition collection) {
    if (collection.closing()) {
      return null;
    }
    var indexes = new LinkedHashMap<String, Fields>();
    collection.indexes().forEach((name, index) -> indexes.put(name, new Fields(index.texts())));
    return new Line(collection.schema().text(), indexes);
  }

  // A new collection, whose indexes are ready.
  @Override
  protected Definition imported(String userId, JsonText body) {
    var line = RequestBody.valid(body, Line.class);
    var schema = ProblemException.within("schema", () -> JsonText.parse(line.schema()));
    if (!schema.text().stripLeading().startsWith("{")) {
      throw ProblemException.invalid("schema", "must be an object");
    }
    DocumentValidator.declared(schema);
    return Definition.create(userId, new Declaration(schema, line.indexes()));
  }

  @Override
  protected Definition replacing(Definition there, Definition collection, Instant time) {
    return there.declaredAs(collection, time);
  }

  @Override
  protected Object shown(Owned<Definition> thing) {
    var collection = thing.content();
    var indexes = new LinkedHashMap<String, IndexState>();
    collection.slots().stream()
        .filter(Slot::isDeclared)
        .forEach(slot -> indexes.put(slot.name(), state(slot, collection.walk())));
    return new Document(
        thing.id(),
        collection.schema(),
        indexes,
        collection.closing() ? true : null,
        thing.revision().createdAt(),
        thing.revision().updatedAt());
  }

  private static IndexState state(Slot slot, @Nullable Walk walk) {
    var fields = slot.index().texts();
    return slot.phase() == Phase.READY || walk == null
        ? new IndexState(fields, "ready", null)
        : new IndexState(fields, walk.hasBegun() ? "filling" : "writing", walk.documents());
  }
}
