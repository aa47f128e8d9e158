package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;

/// `GET /collections/{name}/documents`: returns a page of the documents, ordered by id, or with
/// `index` of those that a query finds, ordered by the index.
public final class ListDocuments extends ApiFunction {
  private final Table table;
  private final CachedDefinitions definitions;

  public ListDocuments() {
    this(Wiring.table(), InstantSource.system());
  }

  ListDocuments(Table table, InstantSource clock) {
    super(
        READ, clock, "index", "equals", "gte", "gt", "lte", "lt", "prefix", "fields", "count",
        "explain", "limit", "order", "cursor");
    this.table = table;
    this.definitions = new CachedDefinitions(table);
  }

  @Override
  protected Response handle(Request request) {
    var kind = definitions.of(request);
    var documents = new OwnedResource<>(kind, table);
    return DocumentQuery.of(request::query, kind.definition().indexes())
        .map(query -> new IndexPage(kind, query, request).of(documents))
        .orElseGet(() -> {
          IndexPage.requireNone(request);
          return documents.list(request);
        });
  }
}
