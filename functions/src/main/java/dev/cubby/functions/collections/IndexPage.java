package dev.cubby.functions.collections;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.cubby.functions.collections.Slot.Phase;
import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.EntryRange;
import dev.cubby.shared.owned.OwnedResource;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A page of the documents, ids or number that a query asks for.
final class IndexPage {

  // Beside the index.
  private static final List<String> PARAMETERS =
      Stream.concat(DocumentQuery.PARAMETERS.stream(), Stream.of("fields", "count", "explain"))
          .toList();
  private static final String[] FILTERS =
      Stream.concat(Stream.of("index", "fields", "count"), DocumentQuery.PARAMETERS.stream())
          .toArray(String[]::new);

  // Of an eventually consistent read.
  private static final double UNITS_OF_4_KB = 0.5;

  // A Query reads at most 1 MB.
  private static final int MAX_PAGE_BYTES = 1024 * 1024;

  private record Explained(Explanation explain) {}

  private record Id(String id) {}

  /// What a query would read, which `explain=true` returns.
  ///
  /// @param bounds the fields that the query restricts, and how
  /// @param calls the calls to DynamoDB
  private record Explanation(
      String index,
      List<String> fields,
      List<Bound> bounds,
      String order,
      int limit,
      List<String> calls,
      ReadUnits readUnits) {}

  private record Bound(String field, @JsonAnyGetter Map<String, JsonText> conditions) {}

  /// What a page costs.
  ///
  /// @param minimum of a page that finds nothing
  /// @param entries at most, of the entries of a full page
  /// @param document of each document, for each started 4 KB; null if the query reads entries only
  private record ReadUnits(double minimum, double entries, @Nullable Double document) {}

  private final DocumentKind kind;
  private final Request request;
  private final DocumentQuery query;
  private final Slot slot;
  private final boolean counts;
  private final boolean readsEntries;

  IndexPage(DocumentKind kind, DocumentQuery query, Request request) {
    this.kind = kind;
    this.query = query;
    this.request = request;
    this.slot = kind.definition().slot(query.index()).orElseThrow();
    this.counts = request.flag("count");
    this.readsEntries = counts || idsOnly(request);
  }

  /// Checks that `request`, which names no index, has no parameter that requires one.
  static void requireNone(Request request) {
    request.requireAbsent(PARAMETERS, "requires the parameter index");
  }

  /// Returns the page, or what it would read.
  ///
  /// @throws ProblemException 409 if the index is not ready
  Response of(OwnedResource<JsonText> documents) {
    var range = kind.range(slot, query);
    var paging =
        request.paging(
            range.partition(),
            readsEntries ? OwnedResource.MAX_LIMIT : OwnedResource.MAX_INDEX_LIMIT,
            range::isPosition,
            FILTERS);
    if (request.flag("explain")) {
      return Response.ok(new Explained(explanation(paging)));
    }
    requireReady();
    var userId = request.caller().userId();
    if (!readsEntries) {
      return documents.page(
          paging, documents.store().listByEntry(userId, range, paging.page(), request.time()));
    }
    return ids(documents, range, paging, userId);
  }

  private Response ids(
      OwnedResource<JsonText> documents, EntryRange range, Paging paging, String userId) {
    var ids = documents.store().idsByEntry(userId, range, paging.page(), request.time());
    return counts ? Response.count(paging, ids) : Response.page(paging, ids.map(Id::new));
  }

  private void requireReady() {
    var walk = kind.definition().walk();
    if (slot.phase() != Phase.READY && walk != null) {
      throw new ProblemException(
          new Conflict(
              "The index "
                  + slot.name()
                  + " is "
                  + (walk.hasBegun()
                      ? "filling, " + walk.documents() + " documents so far"
                      : "being written")
                  + "; GET the collection for its progress"));
    }
  }

  private Explanation explanation(Paging paging) {
    var page = paging.page();
    var fields = slot.index().texts();
    var bounds = new ArrayList<Bound>();
    for (var conditions : query.conditions()) {
      var value = conditions.get(DocumentQuery.EQUALS);
      // A generated Java client cannot have a member named `equals`.
      bounds.add(
          new Bound(fields.get(bounds.size()), value == null ? conditions : Map.of("eq", value)));
    }
    long bytes = Math.min((long) page.limit() * kind.maxEntryBytes(slot), MAX_PAGE_BYTES);
    return new Explanation(
        slot.name(),
        fields,
        bounds,
        page.ascending() ? "asc" : "desc",
        page.limit(),
        readsEntries ? List.of("Query") : List.of("Query", "BatchGetItem"),
        new ReadUnits(
            UNITS_OF_4_KB,
            UNITS_OF_4_KB * Math.ceilDiv(bytes, 4096),
            readsEntries ? null : UNITS_OF_4_KB));
  }

  private static boolean idsOnly(Request request) {
    var fields = request.query("fields");
    if (fields.isPresent() && !fields.get().equals("id")) {
      throw ProblemException.invalid("fields", "must be id");
    }
    return fields.isPresent();
  }
}
