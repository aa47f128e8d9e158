package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.schema.DocumentValidator;
import dev.cubby.shared.owned.OwnedResource;
import dev.cubby.shared.version.Precondition;
import java.time.InstantSource;

/// `PUT /collections/{name}`: creates a collection and returns 201, or changes its schema and
/// indexes and returns 200.
public final class PutCollection extends ApiFunction {
  private final Definitions definitions;
  private final OwnedResource<Definition> resource;

  public PutCollection() {
    this(Wiring.table(), InstantSource.system());
  }

  PutCollection(Table table, InstantSource clock) {
    super(WRITE, clock);
    this.definitions = new Definitions(table);
    this.resource = new OwnedResource<>(new CollectionKind(), table);
  }

  @Override
  protected Response handle(Request request) {
    var name = Definitions.name(request);
    var precondition = request.precondition(new Precondition.None());
    var declaration = request.body(Declaration.class);
    DocumentValidator.declared(declaration.schema());
    return resource.written(
        definitions.declare(
            request.caller().userId(), name, declaration, request.time(), precondition));
  }
}
