package dev.cubby.functions.collections;

import dev.cubby.functions.batch.BatchFunctions;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostCase;
import dev.cubby.testing.CostTable;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What each endpoint of collections costs: calls to DynamoDB, and units. The table in
/// docs/architecture.md says the same.
class CollectionCostTest extends CollectionsCase {

  private static final String OPEN = "{\"status\":\"open\",\"total\":1}";
  private static final String QUERY = DOCUMENTS + "?index=byStatus";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final MovableClock clock = new MovableClock();
  private final Costs costs = new Costs();
  private DirectApi api;

  private final class Costs implements CostCase {

    @Override
    public DynamoDb dynamoDb() {
      return dynamoDb;
    }

    @Override
    public Answer call(Call call) {
      return CollectionCostTest.this.call(call);
    }
  }

  @BeforeEach
  void createHandlers() {
    api = CollectionFunctions.on(dynamoDb.table(), clock);
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void collection_consumesWhatTheTableStates() {
    assertStated("`PUT /collections/{name}` of a new collection", Call.put(ORDERS, BY_STATUS), 201);
    assertStated("`PUT /collections/{name}` that changes it", Call.put(ORDERS, BY_STATUS), 200);
    assertStated("`GET /collections/{name}`", Call.get(ORDERS), 200);
    assertStated("`GET /collections`", Call.get("/collections"), 200);
    assertStated("`DELETE /collections/{name}` without documents", Call.delete(ORDERS), 204);
    call(Call.put("/collections/b", BY_STATUS)).hasStatus(201);
    assertStated(
        "`PUT /collections/{name}` that changes its indexes",
        Call.put("/collections/b", "{\"schema\":{}}"),
        200);
    call(Call.put("/collections/c", BY_STATUS)).hasStatus(201);
    assertStated(
        "`DELETE /collections/{name}?documents=delete`",
        Call.delete("/collections/c?documents=delete"),
        204);
  }

  @Test
  void document_consumesWhatTheTableStates() {
    declare(BY_STATUS);
    var post = Call.post(DOCUMENTS, OPEN);
    assertStated(
        "`POST /collections/{name}/documents` in one index, definition not kept", post, 201);
    assertStated("`POST /collections/{name}/documents` in one index", post, 201);
    put("a", OPEN).hasStatus(201);
    var a = DOCUMENTS + "/a";
    call(Call.get(a));
    call(Call.patch(a, "{}"));
    put("b", OPEN);
    call(Call.delete(DOCUMENTS + "/b")).hasStatus(204);

    assertStated("`GET /collections/{name}/documents/{id}`", Call.get(a), 200);
    assertStated("`PUT /collections/{name}/documents/{id}`", Call.put(a, OPEN), 200);
    assertStated(
        "`PUT /collections/{name}/documents/{id}` with another value in one index",
        Call.put(a, "{\"status\":\"paid\",\"total\":1}"),
        200);
    assertStated(
        "`PATCH /collections/{name}/documents/{id}`", Call.patch(a, "{\"name\":\"a\"}"), 200);
    assertStated("`DELETE /collections/{name}/documents/{id}` in one index", Call.delete(a), 204);
  }

  @Test
  void query_consumesWhatTheTableStates() {
    declare(BY_STATUS);
    for (int i = 0; i < 10; i++) {
      put("d" + i, OPEN).hasStatus(201);
    }
    call(Call.get(DOCUMENTS));

    assertStated("`GET /collections/{name}/documents`", Call.get(DOCUMENTS), 200);
    call(Call.post(ORDERS + "/check", ""));
    assertStated("`POST /collections/{name}/check`", Call.post(ORDERS + "/check", ""), 200);
    assertStated("`GET /collections/{name}/documents?index`", Call.get(QUERY), 200);
    assertStated(
        "`GET /collections/{name}/documents?index&fields=id`", Call.get(QUERY + "&fields=id"), 200);
    assertStated(
        "`GET /collections/{name}/documents?index&count=true`",
        Call.get(QUERY + "&count=true"),
        200);
    assertStated(
        "`GET /collections/{name}/documents?index&explain=true`",
        Call.get(QUERY + "&explain=true"),
        200);
  }

  @Test
  void queryOfLargeDocuments_readsNoneBeyondItsPage() {
    declare(BY_STATUS);
    var large = ",\"text\":\"" + "x".repeat(50_000) + "\"";
    for (int i = 10; i < 70; i++) {
      var rest = i < 40 ? "2" : "1" + large;
      put("d" + i, "{\"status\":\"open\",\"total\":" + rest + "}").hasStatus(201);
    }

    call(Call.get(QUERY));

    // First the 30 small ones. In the other order, 25 large ones fill the page.
    costs.assertCalls(Call.get(QUERY + "&limit=60"), 200, 4);
    costs.assertCalls(Call.get(QUERY + "&limit=60&order=desc"), 200, 2);
  }

  @Test
  void explanation_statesTheMaximumOfTheEntries() {
    declare(BY_STATUS);
    // An entry of 1,024 bytes: two strings of tag, text and end, and the id.
    var document = "{\"status\":\"" + "s".repeat(700) + "\",\"total\":\"" + "t".repeat(65) + "\"}";
    for (int i = 0; i < 9; i++) {
      put(i + "x".repeat(254), document).hasStatus(201);
    }
    for (int limit : List.of(1, 2, 3, 9)) {
      var page = QUERY + "&fields=id&limit=" + limit;
      var explained = call(Call.get(page + "&explain=true")).hasStatus(200).json();

      costs.assertCost(
          Call.get(page), 200, 1, explained.at("/explain/readUnits/entries").asDouble());
    }
  }

  @Test
  void query_costsThePageHoweverManyDocumentsThereAre() {
    assertSameUnits(1_000);
  }

  @Test
  @Tag("slow")
  void query_costsThePageOfTenThousandDocuments() {
    assertSameUnits(10_000);
  }

  private void assertSameUnits(int documents) {
    declare(BY_STATUS);
    var page = Call.get(QUERY + "&limit=10");
    fill(0, 100);
    call(page);
    costs.assertCost(page, 200, 2, 5.5);
    fill(100, documents);
    costs.assertCost(page, 200, 2, 5.5);
  }

  @Test
  void maintenance_consumesWhatTheTableStates() {
    var table = dynamoDb.table();
    var maintenance = new Maintenance(table, new Eraser(table, clock), clock);
    Runnable run = () -> maintenance.run(clock.instant().plus(Duration.ofMinutes(1)));
    CostTable.assertStated("`MaintainCollections` without work", dynamoDb, run);
    declare("{\"schema\":{}}");
    put("a", OPEN);
    put("b", OPEN);
    declare(BY_STATUS);
    api.elapse(Walk.SETTLING);

    CostTable.assertStated("`MaintainCollections`, an index of two documents", dynamoDb, run);
  }

  @Test
  void malformedRequest_isNoCall() {
    costs.assertCalls(Call.put(ORDERS, "{}"), 400, 0);
    costs.assertCalls(Call.put("/collections/a%20b", BY_STATUS), 400, 0);
  }

  // A hundred documents at a time.
  private void fill(int from, int to) {
    var batches = BatchFunctions.on(dynamoDb.table(), clock);
    for (int start = from; start < to; start += 100) {
      var documents =
          IntStream.range(start, start + 100)
              .mapToObj(i -> Batches.putNew(DOCUMENTS + "/d" + i, OPEN))
              .toArray(String[]::new);
      batches.call(Batches.of(documents).as(owner)).hasStatus(200);
    }
  }

  private void assertStated(String row, Call call, int status) {
    costs.assertStated(row, call, status);
  }
}
