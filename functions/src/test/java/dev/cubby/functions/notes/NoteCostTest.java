package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.OwnerCostCase;
import dev.cubby.testing.TestUser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What each endpoint of notes costs: calls to DynamoDB, and units where DynamoDB Local counts them
/// as AWS does, which it does neither for transactions nor for index pages. The table in
/// docs/architecture.md says the same.
class NoteCostTest extends OwnerCostCase {

  private static final String NO_NOTE = "/notes/01939b2e-5d0c-7000-8000-000000000001";
  private static final String SMALL = "{\"title\":\"a\",\"content\":\"b\"}";
  private static final String TEN_KB =
      "{\"title\":\"a\",\"content\":\"" + "x".repeat(10_240) + "\"}";

  @Override
  protected DirectApi on(Table table) {
    return NoteFunctions.on(table);
  }

  @Test
  void request_consumesWhatTheTableStates() {
    var untitled = "{\"content\":\"b\"}";
    assertStated("`POST /notes` with a title", Call.post("/notes", SMALL), 201);
    assertStated("`POST /notes` without a title", Call.post("/notes", untitled), 201);
    var note = create(SMALL);
    assertStated("`GET /notes/{id}`", Call.get(note), 200);
    assertStated("`PUT /notes/{id}`", Call.put(note, SMALL), 200);
    assertStated("`PUT /notes/{id}` with another title", Call.put(note, "{\"title\":\"b\"}"), 200);
    assertStated("`DELETE /notes/{id}` without a title", Call.delete(create(untitled)), 204);
    assertStated("`DELETE /notes/{id}` with a title", Call.delete(create(SMALL)), 204);
    for (int i = 0; i < 9; i++) {
      create(SMALL);
    }
    assertStated("`GET /notes?title`", Call.get("/notes?title=a"), 200);
    assertStated("`GET /notes`", Call.get("/notes?limit=10"), 200);
  }

  @Test
  void note_hasTheSizeThatTheTableStates() {
    var note = create("{\"title\":\"Title\",\"content\":\"Content\"}");
    assertSize("note with a title", "NOTE#", Map.of("title", 5, "content", 7));
    call(Call.put(note, "{\"content\":\"Content\"}")).hasStatus(200);
    assertSize("note without a title", "NOTE#", Map.of("content", 7));
  }

  @Test
  void create_isOneCallAndOneUnitPerKilobyteAndOneForTheIndexOfTitles() {
    assertCost(Call.post("/notes", SMALL), 201, 1, 1 + 1);
    assertCost(Call.post("/notes", TEN_KB), 201, 1, 11 + 1);
    assertCost(Call.post("/notes", "{\"content\":\"b\"}"), 201, 1, 1);
  }

  @Test
  void createWithAnIdempotencyKey_isOneTransaction() {
    var post = Call.post("/notes", SMALL).header("Idempotency-Key", "k");

    assertCalls(post, 201, 1);
    assertCalls(post, 201, 1);
  }

  @Test
  void get_isOneStronglyConsistentCall() {
    assertCost(Call.get(create(SMALL)), 200, 1, 1);
    assertCost(Call.get(create(TEN_KB)), 200, 1, 3);
    assertCost(Call.get(NO_NOTE), 404, 1, 1);
  }

  @Test
  void replace_isOneCallAndLeavesTheIndexAlone() {
    var note = create(SMALL);

    assertCost(Call.put(note, SMALL), 200, 1, 1);
    assertCost(Call.put(note, TEN_KB).header("If-Match", "*"), 200, 1, 11);
    assertCalls(Call.put(note, SMALL).header("If-Match", "\"x\""), 412, 1);
    assertCalls(Call.put(NO_NOTE, SMALL), 404, 1);
  }

  @Test
  void replaceWithAnotherTitle_writesTheIndexTwice() {
    var note = create(SMALL);

    assertCost(Call.put(note, "{\"title\":\"b\"}"), 200, 1, 1 + 2);
    assertCost(Call.put(note, "{\"title\":\"B\"}"), 200, 1, 1);
    assertCost(Call.put(note, "{}"), 200, 1, 1 + 1);
  }

  @Test
  void delete_isOneCallAndOneUnitPerKilobyteAndOneForTheIndexOfTitles() {
    assertCost(Call.delete(create(SMALL)), 204, 1, 1 + 1);
    assertCost(Call.delete(create(TEN_KB)), 204, 1, 11 + 1);
    assertCost(Call.delete(create("{}")), 204, 1, 1);
    assertCalls(Call.delete(NO_NOTE), 404, 1);
  }

  @Test
  void list_isOneEventuallyConsistentCallForThePage() {
    for (int i = 0; i < 10; i++) {
      create(TEN_KB);
    }

    // Half a unit for each 4 KB of the page: ten times 10.3 KB, and four times.
    assertCost(Call.get("/notes"), 200, 1, 13);
    assertCost(Call.get("/notes?limit=4&order=desc"), 200, 1, 5.5);
    assertCalls(Call.get("/notes?from=0&to=1"), 200, 1);
  }

  @Test
  void searchByTitle_isAQueryAndOneCallForTheNotesOfThePage() {
    assertCalls(Call.get("/notes?title=a"), 200, 1);
    for (int i = 0; i < 10; i++) {
      create(SMALL);
    }

    assertCalls(Call.get("/notes?title=a"), 200, 2);
    assertCalls(Call.get("/notes?title=a&limit=4&order=desc"), 200, 2);
    assertCalls(Call.get("/notes?title=b"), 200, 1);
  }

  @Test
  void refusedRequest_isNoCall() {
    assertCalls(Call.post("/notes", "{"), 400, 0);
    assertCalls(Call.post("/notes", SMALL).header("Content-Type", "text/html"), 415, 0);
    assertCalls(Call.post("/notes", "{\"content\":\"" + "x".repeat(102_401) + "\"}"), 413, 0);
    assertCalls(Call.get("/notes?limit=0"), 400, 0);
    assertCalls(Call.get("/notes?title=a&from=1"), 400, 0);
    assertCalls(Call.get("/notes/x"), 404, 0);
    api.call(Call.get(NO_NOTE)).isProblem(401);
    api.call(Call.get(NO_NOTE).as(TestUser.create().key(WRITE))).isProblem(403);
    assertThat(dynamoDb.calls()).isZero();
  }

  @Test
  void patch_consumesWhatTheTableStates() {
    assertStated("`PATCH /notes/{id}`", Call.patch(create(SMALL), "{\"content\":\"c\"}"), 200);
    assertStated(
        "`PATCH /notes/{id}` with another title",
        Call.patch(create(SMALL), "{\"title\":\"b\"}"),
        200);
  }

  @Test
  void patchOfTheTitle_writesTheIndexToo() {
    var note = create(SMALL);

    assertCost(Call.patch(note, "{\"title\":\"b\"}"), 200, 2, 1 + 1 + 2);
    assertCost(Call.patch(note, "{\"title\":null}"), 200, 2, 1 + 1 + 1);
  }

  @Test
  void patchWithAnIdempotencyKey_isTwoCallsAndRepeatedOne() {
    var patch = Call.patch(create(SMALL), "{\"content\":\"c\"}").header("Idempotency-Key", "k");

    assertCalls(patch, 200, 2);
    assertCalls(patch, 200, 1);
  }

  private String create(String body) {
    return call(Call.post("/notes", body)).hasStatus(201).header("Location");
  }
}
