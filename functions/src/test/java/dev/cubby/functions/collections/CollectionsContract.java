package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What definitions of collections promise, whichever way they are called.
abstract class CollectionsContract extends CollectionsCase {

  @Test
  void putOfANewName_creates() {
    var created = declare(BY_STATUS).hasStatus(201);

    assertThat(created.header("Location")).endsWith(ORDERS);
    assertThat(created.json().path("name").asText()).isEqualTo("orders");
    assertThat(created.json().at("/indexes/byStatus/state").asText()).isEqualTo("ready");
    assertThat(created.json().at("/indexes/byStatus/fields").toString())
        .isEqualTo("[\"/status\",\"-/total\"]");
    assertThat(created.json().path("schema").toString()).isEqualTo("{\"type\":\"object\"}");
    assertThat(call(Call.get(ORDERS)))
        .extracting(Answer::json, Answer::etag)
        .containsExactly(created.json(), created.etag());
    call(Call.head(ORDERS)).hasStatus(200);
    call(Call.get(ORDERS).header("If-None-Match", created.etag())).hasStatus(304);
  }

  @Test
  void putOfAnExistingName_replacesTheSchema() {
    var created = declare(BY_STATUS);

    var replaced = declare(BY_STATUS.replace("object", "array")).hasStatus(200);

    assertThat(replaced.etag()).isEqualTo(created.etag().replace(".1\"", ".2\""));
    assertThat(replaced.json().at("/indexes/byStatus/state").asText()).isEqualTo("ready");
    assertThat(replaced.json().at("/schema/type").asText()).isEqualTo("array");
  }

  @Test
  void put_obeysPreconditions() {
    call(Call.put(ORDERS, BY_STATUS).header("If-Match", "*")).isProblem(412);
    var create = Call.put(ORDERS, BY_STATUS).header("If-None-Match", "*");
    var tag = call(create).hasStatus(201).etag();
    call(create).isProblem(412);
    call(Call.put(ORDERS, BY_STATUS).header("If-Match", tag)).hasStatus(200);
    call(Call.put(ORDERS, BY_STATUS).header("If-Match", tag)).isProblem(412);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "%C3%A9", ".."})
  void invalidName_returns400(String name) {
    call(Call.put("/collections/" + name.replace("..", "%2E%2E"), BY_STATUS)).isInvalid("name");
  }

  @Test
  void invalidDeclaration_returns400NamingEachPlace() {
    declare("{}").isInvalid("schema");
    declare("{\"schema\":1}").isInvalid("schema");
    declare("{\"schema\":{},\"index\":{}}").isInvalid("index");
    declare("{\"schema\":{},\"indexes\":{\"a b\":{\"fields\":[\"/a\"]}}}").isInvalid("indexes.a b");
    declare("{\"schema\":{},\"indexes\":{\"a\":{\"fields\":[]},\"b\":{\"fields\":[\"x\"]}}}")
        .isInvalid("indexes.a.fields", "indexes.b.fields[0]");
    declare("{\"schema\":{},\"indexes\":{\"a\":{},\"c\":{\"fields\":null}}}")
        .isInvalid("indexes.a.fields", "indexes.c.fields");
    declare("{\"schema\":{},\"indexes\":{\"c\":{\"fields\":[\"/c\",null]}}}")
        .isInvalid("indexes.c.fields[1]");
    declare("{\"schema\":{},\"indexes\":{\"b\":null}}").isInvalid("indexes.b");
    declare(
            "{\"schema\":{},\"indexes\":{\"a\":{\"fields\":[\"/a\"]},\"b\":{\"fields\":[\"/a\"]},"
                + "\"c\":{\"fields\":[\"/a\"]},\"d\":{\"fields\":[\"/a\"]},\"e\":{\"fields\":[\"/a\"]}}}")
        .isInvalid("indexes");
  }

  @Test
  void longestField_has256CodePoints() {
    var field = "-/" + "🧊".repeat(254);
    var declaration = "{\"schema\":{},\"indexes\":{\"a\":{\"fields\":[\"%s\"]}}}";

    declare(declaration.formatted(field)).hasStatus(201);
    declare(declaration.formatted(field + "x")).isInvalid("indexes.a.fields[0]");
  }

  @Test
  void list_isInOrderOfNames() {
    for (var name : new String[] {"b", "a", "c"}) {
      call(Call.put("/collections/" + name, BY_STATUS)).hasStatus(201);
    }

    var page = call(Call.get("/collections?limit=2")).hasStatus(200);
    assertThat(page.items("name")).containsExactly("a", "b");
    var next = page.json().path("next").asText();
    var rest = call(Call.get("/collections?limit=2&cursor=" + next)).hasStatus(200);
    assertThat(rest.items("name")).containsExactly("c");
    call(Call.head("/collections")).hasStatus(200);
  }

  @Test
  void absentCollection_returns404() {
    call(Call.get(ORDERS)).isProblem(404);
    call(Call.delete(ORDERS)).isProblem(404);
    call(Call.get(DOCUMENTS)).isProblem(404);
    call(Call.post(DOCUMENTS, "{}")).isProblem(404);
    call(Call.get(DOCUMENTS + "/a")).isProblem(404);
    call(Call.put(DOCUMENTS + "/a", "{}")).isProblem(404);
    call(Call.patch(DOCUMENTS + "/a", "{}")).isProblem(404);
    call(Call.delete(DOCUMENTS + "/a")).isProblem(404);
  }

  @Test
  void deleteOfACollectionWithDocuments_requiresTheirDeletion() {
    declare(BY_STATUS);
    put("a", "{}").hasStatus(201);

    call(Call.delete(ORDERS)).isProblem(409);
    call(Call.delete(ORDERS + "?documents=keep")).isInvalid("documents");
    call(Call.delete(ORDERS + "?documents=delete").header("If-Match", "\"x\"")).isProblem(412);
    call(Call.delete(ORDERS + "?documents=delete")).hasStatus(204);

    var closing = call(Call.get(ORDERS)).hasStatus(200);
    assertThat(closing.json().path("closing").asBoolean()).isTrue();
    declare(BY_STATUS).isProblem(409);
    call(Call.delete(ORDERS)).isProblem(409);
  }

  @Test
  void deleteOfACollectionWithoutDocuments_closesIt() {
    declare(BY_STATUS);
    put("a", "{}").hasStatus(201);
    call(Call.delete(DOCUMENTS + "/a")).hasStatus(204);

    call(Call.delete(ORDERS)).hasStatus(204);

    assertThat(call(Call.get(ORDERS)).json().path("closing").asBoolean()).isTrue();
  }
}
