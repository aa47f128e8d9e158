package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Access.WRITE;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.aws.CallLimits;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.Page.Entry;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.schema.DocumentValidator;
import dev.cubby.shared.owned.Owned;
import dev.cubby.shared.owned.OwnedStore;
import dev.cubby.shared.problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /collections/{name}/check`: returns a page of the documents that break a schema, by
/// default that of the collection. A page checks as many documents as time suffices for, at least
/// one; it may find none.
public final class CheckDocuments extends ApiFunction {
  private static final int MAX_LIMIT = 100;

  // Measured from the arrival of the request. The last document takes some 2 s, and the function
  // has 10 s.
  private static final Duration TIME_FOR_CHECKS = CallLimits.lengthened(Duration.ofSeconds(5));

  private record Body(@Nullable JsonText schema) {}

  private record Broken(String id, List<FieldError> errors) {}

  private final Table table;
  private final InstantSource clock;
  private final CachedDefinitions definitions;

  public CheckDocuments() {
    this(Wiring.table(), InstantSource.system());
  }

  CheckDocuments(Table table, InstantSource clock) {
    super(WRITE, clock, "limit", "order", "cursor");
    this.table = table;
    this.clock = clock;
    this.definitions = new CachedDefinitions(table);
  }

  @Override
  protected Response handle(Request request) {
    var documents = definitions.of(request);
    var schema = request.bodyOrElse(Body.class, new Body(null)).schema();
    var validator = schema == null ? documents.validator() : DocumentValidator.declared(schema);
    var userId = request.caller().userId();
    var paging = request.paging(documents.listScope(userId), MAX_LIMIT, documents::isId);
    var page = new OwnedStore<>(documents, table).list(userId, "", paging.page(), request.time());
    var checked = checked(page, validator, request.time().plus(TIME_FOR_CHECKS));
    return Response.page(paging, checked.filter(document -> !document.errors().isEmpty()));
  }

  // The beginning of a page that is checked by the `end`.
  private Page<Broken> checked(
      Page<Owned<JsonText>> page, DocumentValidator validator, Instant end) {
    var checked = new ArrayList<Entry<Broken>>();
    for (var entry : page.entries()) {
      if (!checked.isEmpty() && clock.instant().isAfter(end)) {
        return new Page<>(checked, checked.getLast().position());
      }
      var document = entry.thing();
      var broken = new Broken(document.id(), validator.check(document.content()));
      checked.add(new Entry<>(broken, entry.position()));
    }
    return new Page<>(checked, page.position());
  }
}
