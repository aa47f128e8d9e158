package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happens to the documents after a collection has changed.
class MaintenanceTest extends CollectionsCase {

  private static final String BY_TOTAL =
      "{\"schema\":{\"type\":\"object\"},\"indexes\":{\"byTotal\":{\"fields\":[\"/total\"]}}}";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final MovableClock clock = new MovableClock();
  private DirectApi api;
  private Maintenance maintenance;

  @BeforeEach
  void createHandlers() {
    var table = dynamoDb.table();
    api = CollectionFunctions.on(table, clock);
    maintenance = new Maintenance(table, new Eraser(table, clock), clock);
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void newIndex_isFilledAfterItHasSettled() {
    declare(BY_STATUS);
    put("a", "{\"total\":2}");
    put("b", "{\"total\":1}");
    put("c", "{}");
    var tag = call(Call.get(DOCUMENTS + "/a")).etag();
    elapse(CachedDefinitions.KEPT);

    assertThat(state(declare(BY_TOTAL).hasStatus(200).body())).contains("writing");
    maintain();
    call(Call.get(DOCUMENTS + "?index=byTotal")).isProblem(409);
    put("d", "{\"total\":0}");
    elapse(Walk.SETTLING);
    maintain();

    elapse(CachedDefinitions.KEPT);
    assertThat(call(Call.get(ORDERS)).body()).contains("\"state\":\"ready\"");
    assertThat(ids("index=byTotal")).containsExactly("d", "b", "a");
    assertThat(call(Call.get(DOCUMENTS + "/a")).etag()).isEqualTo(tag);
  }

  @Test
  void removedIndex_freesItsPlaceWhenItIsCleaned() {
    declare(BY_STATUS);
    put("a", "{\"status\":\"open\",\"total\":1}");
    declare(indexes("a", "b", "c")).hasStatus(200);
    declare(indexes("d")).isProblem(409);

    elapse(Walk.SETTLING);
    maintain();

    declare(indexes("a", "b", "c", "d")).hasStatus(200);
    elapse(Walk.SETTLING);
    maintain();
    elapse(CachedDefinitions.KEPT);
    for (var index : new String[] {"a", "b", "c", "d"}) {
      assertThat(ids("index=" + index)).containsExactly("a");
    }
    var entries =
        dynamoDb.items().stream()
            .filter(item -> item.containsKey("VALUE"))
            .findFirst()
            .orElseThrow();
    assertThat(entries.keySet()).contains("IX1PK", "IX2PK", "IX3PK", "IX4PK");

    declare("{\"schema\":{}}").hasStatus(200);
    elapse(Walk.SETTLING);
    maintain();
    entries =
        dynamoDb.items().stream()
            .filter(item -> item.containsKey("VALUE"))
            .findFirst()
            .orElseThrow();
    assertThat(entries.keySet()).noneMatch(name -> name.startsWith("IX"));
  }

  @Test
  void changedIndexOfFour_isAddedAfterTheFormerOneIsRemoved() {
    declare(indexes("a", "b", "c", "d")).hasStatus(201);
    put("a", "{\"status\":\"open\",\"total\":1}");
    var changed = indexes("a", "b", "c", "d").replaceFirst("/total", "/number");

    assertThat(declare(changed).isProblem(409).json().path("detail").asText())
        .isEqualTo(
            "A collection has 4 places for indexes, and a changed index takes another one until"
                + " the former is removed; declare the collection without the indexes to change,"
                + " and add them a minute later");

    declare(indexes("b", "c", "d")).hasStatus(200);
    assertThat(declare(changed).isProblem(409).json().path("detail").asText())
        .isEqualTo(
            "Former indexes of the collection are still being removed; try again in a minute");
    elapse(Walk.SETTLING);
    maintain();
    declare(changed).hasStatus(200);
  }

  @Test
  void documentThatANewIndexCannotContain_isLeftOut() {
    declare("{\"schema\":{}}");
    put("a", "{\"total\":1e99999}");
    put("b", "{\"total\":1}");
    declare(BY_TOTAL).hasStatus(200);
    elapse(Walk.SETTLING);
    maintain();
    elapse(CachedDefinitions.KEPT);

    assertThat(ids("index=byTotal")).containsExactly("b");
  }

  @Test
  void deletedCollection_isGoneWithItsDocuments() {
    declare(BY_STATUS);
    put("a", "{\"status\":\"open\"}");
    call(Call.delete(ORDERS + "?documents=delete")).hasStatus(204);
    maintain();
    call(Call.get(ORDERS)).hasStatus(200);
    // A function that has kept the definition still writes.
    put("b", "{\"status\":\"open\"}").hasStatus(201);

    elapse(Walk.SETTLING);
    put("c", "{}").isProblem(404);
    maintain();

    call(Call.get(ORDERS)).isProblem(404);
    assertThat(dynamoDb.items()).isEmpty();
    declare(BY_STATUS).hasStatus(201);
    assertThat(ids("")).isEmpty();
    assertThat(ids("index=byStatus")).isEmpty();
  }

  @Test
  void interruptedWalk_goesOnWhereItWas() {
    declare("{\"schema\":{}}");
    for (int i = 0; i < 250; i++) {
      put("d" + i, "{\"total\":" + i + "}").hasStatus(201);
    }
    declare(BY_TOTAL);
    elapse(Walk.SETTLING);

    // Nothing is left of it but what the table has.
    maintenance.run(clock.instant());
    assertThat(state(call(Call.get(ORDERS)).body())).contains("writing");
    maintain();

    elapse(CachedDefinitions.KEPT);
    assertThat(ids("index=byTotal&fields=id&limit=1000")).hasSize(250).startsWith("d0", "d1", "d2");
  }

  private void elapse(Duration time) {
    api.elapse(time);
  }

  private void maintain() {
    maintenance.run(clock.instant().plus(Duration.ofMinutes(1)));
  }

  private static String state(String collection) {
    return collection.substring(collection.indexOf("\"indexes\""));
  }

  private static String indexes(String... names) {
    var all = new StringBuilder();
    for (var name : names) {
      all.append(all.isEmpty() ? "" : ",")
          .append('"')
          .append(name)
          .append("\":{\"fields\":[\"/total\",\"/status\"]}");
    }
    return "{\"schema\":{},\"indexes\":{" + all + "}}";
  }
}
