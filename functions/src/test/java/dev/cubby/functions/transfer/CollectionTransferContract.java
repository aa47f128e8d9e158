package dev.cubby.functions.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What exports and imports promise of collections and documents, whichever way they are called.
abstract class CollectionTransferContract extends TransferCase {

  private static final String ORDERS = "/collections/orders";
  private static final String DOCUMENTS = ORDERS + "/documents";
  private static final String HEAD =
      """
      "version":2,"etag":"\\"AAAAAAAAAAAA.2\\"",\
      "createdAt":"2026-01-05T09:31:00Z","updatedAt":"2026-01-05T09:52:00.123Z"\
      """;

  static final String COLLECTION = collection("{}", "\"byStatus\":{\"fields\":[\"/status\"]}");

  @Test
  void lines_stateWhatGetsReturn() {
    createOrders();

    var lines = json(export(owner));

    assertThat(lines)
        .extracting(line -> text(line, "kind"))
        .containsExactly("collection", "document");
    var collection = call(Call.get("/collections")).json().at("/items/0");
    for (var field : List.of("name", "createdAt", "updatedAt")) {
      assertThat(lines.get(0).path(field)).as(field).isEqualTo(collection.path(field));
      assertThat(collection.has(field)).isTrue();
    }
    assertThat(text(lines.get(0), "etag")).isEqualTo(call(Call.get(ORDERS)).etag());
    assertThat(lines.get(0).path("body").toString())
        .isEqualTo(
            "{\"schema\":\"{ \\\"type\\\":\\n\\\"object\\\"}\","
                + "\"indexes\":{\"byStatus\":{\"fields\":[\"/status\",\"-/total\"]}}}");
    var document = call(Call.get(DOCUMENTS)).json().at("/items/0");
    for (var field : List.of("id", "version", "etag", "createdAt", "updatedAt", "expiresAt")) {
      assertThat(lines.get(1).path(field)).as(field).isEqualTo(document.path(field));
      assertThat(document.has(field)).isTrue();
    }
    assertThat(text(lines.get(1), "collection")).isEqualTo("orders");
    assertThat(text(lines.get(1), "body")).isEqualTo("{\"status\": \"open\",\n\"total\":1.50}");
  }

  @Test
  void linesOfAnExport_makeTheSameCollections() {
    createOrders();
    var lines = export(owner);

    assertThat(outcomes(send("", lines, other).hasStatus(200)))
        .containsExactly("created", "created");

    assertThat(readsOfOrders(other)).isEqualTo(readsOfOrders(owner));
    assertThat(export(other)).isEqualTo(lines);
    for (var query : List.of("", "?replace=true")) {
      assertThat(outcomes(send(query, lines, other).hasStatus(200))).containsOnly("skipped");
    }
    assertThat(readsOfOrders(other)).isEqualTo(readsOfOrders(owner));
  }

  @Test
  void documents_followAllCollectionsInOrderOfName() {
    for (var name : List.of("c", "a", "A", "b")) {
      call(Call.put("/collections/" + name, "{\"schema\":{}}")).hasStatus(201);
    }
    for (var path : List.of("c/documents/2", "c/documents/1", "A/documents/3")) {
      call(Call.put("/collections/" + path + "?upsert=true", "1")).hasStatus(201);
    }

    assertThat(json(export(owner)))
        .extracting(line -> text(line, "name") + text(line, "collection") + text(line, "id"))
        .containsExactly("A", "a", "b", "c", "A3", "c1", "c2");
    // One for each kind, and one for each collection but the first.
    assertThat(pages("/export", owner)).hasSize(5 + 3);
  }

  @Test
  void collectionThatIsDeleted_isAbsentWithItsDocuments() {
    createOrders();
    call(Call.put("/collections/past", "{\"schema\":{}}")).hasStatus(201);
    var cursors = pages("/export", owner).stream().map(TransferCase::next).toList();

    call(Call.delete(ORDERS + "?documents=delete")).hasStatus(204);

    assertThat(json(export(owner))).extracting(line -> text(line, "name")).containsExactly("past");
    // In the middle of the export, where its documents were next.
    assertThat(call(Call.get(cursors.get(3))).hasStatus(200).body()).isEmpty();
  }

  @Test
  void documentWithoutItsCollection_isInvalid() {
    var orphan = document("a", "{}");

    var answer = send(orphan, COLLECTION, document("b", "{}"));

    assertThat(outcomes(answer)).containsExactly("invalid", "created", "created");
    assertThat(errors(answer, 0)).containsExactly("collection");
  }

  @Test
  void documentThatBreaksTheSchema_isInvalidAtEachPlace() {
    send(
        collection(
            "{\\\"properties\\\":{\\\"a\\\":{\\\"type\\\":\\\"string\\\"}},\\\"required\\\":[\\\"b\\\"]}",
            ""));

    var answer =
        send(document("a", "{\\\"a\\\":1}"), document("b", "{\\\"b\\\":1}"), document("c", "1"));

    assertThat(outcomes(answer)).containsExactly("invalid", "created", "created");
    assertThat(errors(answer, 0)).containsExactly("body/a", "body/b");
  }

  @Test
  void documentThatAnIndexCannotContain_isInvalid() {
    send(COLLECTION);

    assertThat(errors(send(document("a", "{\\\"status\\\":1e99999}")), 0))
        .containsExactly("body/status");
  }

  @Test
  void entries_followTheIndexesThatAreThere() {
    call(Call.put(ORDERS, "{\"schema\":{},\"indexes\":{\"mine\":{\"fields\":[\"/n\"]}}}"))
        .hasStatus(201);

    send(document("a", "{\\\"n\\\":2}"), document("b", "{\\\"n\\\":1}"), document("c", "{}"));

    assertThat(call(Call.get(DOCUMENTS + "?index=mine")).items("id")).containsExactly("b", "a");
  }

  @Test
  void replacedDocument_movesInItsIndex() {
    send(COLLECTION, document("a", "{\\\"status\\\":\\\"open\\\"}"));
    var paid = List.of(document("a", "{\\\"status\\\":\\\"paid\\\"}"));
    assertThat(outcomes(send("", paid, owner))).containsExactly("differs");

    assertThat(outcomes(send("?replace=true", paid, owner))).containsExactly("replaced");

    var query = DOCUMENTS + "?index=byStatus&prefix=%22";
    assertThat(call(Call.get(query + "open%22")).items("id")).isEmpty();
    assertThat(call(Call.get(query + "paid%22")).items("id")).containsExactly("a");
  }

  @Test
  void replacedCollection_keepsItsDocumentsAndFillsItsIndexes() {
    createOrders();
    var tag = call(Call.get(ORDERS)).etag();
    assertThat(outcomes(send(COLLECTION))).containsExactly("differs");

    assertThat(outcomes(send("?replace=true", List.of(COLLECTION), owner)))
        .containsExactly("replaced");

    var collection = call(Call.get(ORDERS)).hasStatus(200);
    assertThat(text(collection.json().at("/indexes/byStatus"), "state")).isEqualTo("writing");
    assertThat(collection.etag()).endsWith(".2\"").doesNotContain("AAAAAAAAAAAA");
    call(Call.put(ORDERS, "{\"schema\":{}}").header("If-Match", tag)).isProblem(412);
    assertThat(call(Call.get(DOCUMENTS)).items("id")).hasSize(1);
  }

  @Test
  void replacedCollection_countsForTheDocumentsAfterIt() {
    send(collection("{\\\"type\\\":\\\"string\\\"}", ""), document("a", "\\\"\\\""));
    var next = collection("{\\\"type\\\":\\\"integer\\\"}", "");

    var answer = send("?replace=true", List.of(next, document("b", "1")), owner).hasStatus(200);

    assertThat(outcomes(answer)).as(answer.body()).containsExactly("replaced", "created");
  }

  @Test
  void collectionThatIsBeingDeleted_staysSo() {
    createOrders();
    var lines = export(owner);
    call(Call.delete(ORDERS + "?documents=delete")).hasStatus(204);

    assertThat(outcomes(send("", lines, owner))).containsExactly("differs", "invalid");
    var answer = send("?replace=true", lines, owner).hasStatus(200);
    assertThat(outcomes(answer)).containsExactly("invalid", "invalid");
    assertThat(errors(answer, 0)).containsExactly("line");
    assertThat(call(Call.get(ORDERS)).json().path("closing").asBoolean()).isTrue();
  }

  static Stream<Arguments> invalidLines() {
    return Stream.of(
        Arguments.of(COLLECTION.replace("\"name\"", "\"key\""), "name"),
        Arguments.of(COLLECTION.replace("\"name\"", "\"id\":\"a\",\"name\""), "id"),
        Arguments.of(COLLECTION.replace("\"name\"", "\"collection\":\"a\",\"name\""), "collection"),
        Arguments.of(COLLECTION.replace("orders", "a b"), "name"),
        Arguments.of(ImportContract.expiring(COLLECTION, "2999-01-01T00:00:00Z"), "expiresAt"),
        Arguments.of(COLLECTION.replace("\"{}\"", "{}"), "body.schema"),
        Arguments.of(COLLECTION.replace("\"schema\":\"{}\",", ""), "body.schema"),
        Arguments.of(collection("{", ""), "body.schema"),
        Arguments.of(collection("true", ""), "body.schema"),
        Arguments.of(collection("{\\\"type\\\":1}", ""), "body.schema/type"),
        Arguments.of(
            collection("{}", "\"i\":{\"fields\":[\"status\"]}"), "body.indexes.i.fields[0]"),
        Arguments.of(document("a", "{}").replace("\"collection\":\"orders\",", ""), "collection"),
        Arguments.of(document("a", "{}").replace("orders", ".."), "collection"),
        // Longer than a key of DynamoDB.
        Arguments.of(document("a", "{}").replace("orders", "x".repeat(1_025)), "collection"),
        Arguments.of(document("a", "{}").replace("\"id\"", "\"key\""), "id"),
        Arguments.of(document("a/b", "{}"), "id"),
        Arguments.of(document("01939B2E-5d0c-7000-8000-000000000011", "{}"), "id"),
        Arguments.of(document("a", "{"), "body"),
        Arguments.of(
            record("a").replace("\"key\"", "\"collection\":\"orders\",\"key\""), "collection"));
  }

  @ParameterizedTest
  @MethodSource("invalidLines")
  void invalidLine_isNamedAndStopsNothing(String line, String field) {
    send(COLLECTION.replace("byStatus", "byState"));

    var answer = send(line, document("b", "1"));

    assertThat(outcomes(answer)).as(answer.body()).containsExactly("invalid", "created");
    assertThat(errors(answer, 0)).as(answer.body()).containsExactly(field);
    assertThat(export(owner)).hasSize(2);
  }

  private void createOrders() {
    var declaration =
        """
        {"schema":{ "type":
        "object"},"indexes":{"byStatus":{"fields":["/status","-/total"]}}}\
        """;
    call(Call.put(ORDERS, declaration)).hasStatus(201);
    call(Call.put(DOCUMENTS + "/a?upsert=true", "{}")).hasStatus(201);
    call(Call.put(DOCUMENTS + "/a?ttl=600", "{\"status\": \"open\",\n\"total\":1.50}"))
        .hasStatus(200);
  }

  private List<String> readsOfOrders(TestKey key) {
    return Stream.of(
            "/collections",
            ORDERS,
            DOCUMENTS,
            DOCUMENTS + "/a",
            DOCUMENTS + "?index=byStatus&equals=%5B%22open%22%5D&gte=1")
        .map(path -> api().call(Call.get(path).as(key)).hasStatus(200))
        .map(answer -> answer.headers().getOrDefault("ETag", "") + answer.body())
        .toList();
  }

  static String collection(String schema, String indexes) {
    return """
    {"kind":"collection","name":"orders",%s,"body":{"schema":"%s","indexes":{%s}}}\
    """
        .formatted(HEAD, schema, indexes);
  }

  static String document(String id, String value) {
    return """
    {"kind":"document","collection":"orders","id":"%s",%s,"body":"%s"}\
    """
        .formatted(id, HEAD, value);
  }

  private static List<String> errors(Answer answer, int result) {
    return answer.json().at("/results/" + result + "/errors").findValuesAsText("field");
  }

  private static List<JsonNode> json(List<String> lines) {
    return lines.stream().map(line -> new Answer(0, Map.of(), line).json()).toList();
  }

  private static String text(JsonNode line, String field) {
    return line.path(field).asText();
  }
}
