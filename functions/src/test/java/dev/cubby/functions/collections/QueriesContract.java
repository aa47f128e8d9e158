package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What queries of a collection promise, whichever way they are called.
abstract class QueriesContract extends CollectionsCase {

  private static final String OPEN = "index=byStatus&equals=" + encoded("[\"open\"]");

  @BeforeEach
  void createOrders() {
    declare(BY_STATUS).hasStatus(201);
    put("a", "{\"status\":\"open\",\"total\":9}");
    put("b", "{\"status\":\"open\",\"total\":10}");
    put("c", "{\"status\":\"open\",\"total\":10.0}");
    put("d", "{\"status\":\"paid\",\"total\":1}");
    put("e", "{\"status\":\"open\"}");
    put("f", "{\"status\":\"open\",\"total\":\"x\"}");
    put("g", "[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                      | f b c a d",
        "&equals=[\"open\"]      | f b c a",
        "&equals=[\"open\",10]   | b c",
        "&equals=[\"open\"]&gte=10 | b c",
        "&equals=[\"open\"]&lt=10 | a",
        "&equals=[\"open\"]&gt=9&lte=10 | b c",
        "&equals=[\"open\"]&prefix=\"\" | f",
        "&gte=\"p\"              | d",
        "&prefix=\"op\"          | f b c a",
        "&equals=[\"sent\"]      | ''",
      })
  void query_findsInOrder(String query, String expected) {
    var encoded = new StringBuilder("index=byStatus");
    for (var parameter : query.split("&", -1)) {
      var parts = parameter.split("=", 2);
      if (parts.length == 2) {
        encoded.append('&').append(parts[0]).append('=').append(encoded(parts[1]));
      }
    }

    var ids = expected.isEmpty() ? new String[0] : expected.split(" ");
    assertThat(ids(encoded.toString())).containsExactly(ids);
    assertThat(ids(encoded + "&limit=1")).containsExactly(ids);
    assertThat(ids(encoded + "&fields=id&limit=2")).containsExactly(ids);
    assertThat(ids(encoded + "&order=desc").reversed()).containsExactly(ids);
    assertThat(
            call(Call.get(DOCUMENTS + "?" + encoded + "&count=true")).json().path("count").asInt())
        .isEqualTo(ids.length);
  }

  @Test
  void page_hasTheDocumentsAsTheListDoes() {
    var page = call(Call.get(DOCUMENTS + "?" + OPEN + "&limit=1")).hasStatus(200);
    var listed = call(Call.get(DOCUMENTS + "?limit=1000")).json().path("items");

    assertThat(page.json().path("items").get(0)).isEqualTo(listed.get(5));
    call(Call.head(DOCUMENTS + "?" + OPEN)).hasStatus(200);
  }

  @Test
  void changedDocument_movesAndADeletedOneLeaves() {
    put("d", "{\"status\":\"open\",\"total\":9.5}").hasStatus(200);
    put("b", "{\"status\":\"paid\",\"total\":10}").hasStatus(200);
    call(Call.patch(DOCUMENTS + "/f", "{\"total\":null}")).hasStatus(200);
    call(Call.delete(DOCUMENTS + "/a")).hasStatus(204);

    assertThat(ids(OPEN)).containsExactly("c", "d");
  }

  @Test
  void explain_saysWhatItWouldRead() {
    var answer = call(Call.get(DOCUMENTS + "?" + OPEN + "&explain=true&limit=7")).hasStatus(200);

    assertThat(answer.json().at("/explain/index").asText()).isEqualTo("byStatus");
    assertThat(answer.json().at("/explain/limit").asInt()).isEqualTo(7);
    assertThat(answer.json().at("/explain/calls").toString())
        .isEqualTo("[\"Query\",\"BatchGetItem\"]");
    assertThat(answer.json().at("/explain/readUnits/minimum").asDouble()).isEqualTo(0.5);
    assertThat(answer.json().at("/explain/readUnits/document").asDouble()).isEqualTo(0.5);
  }

  @Test
  void explain_returnsTheBoundsAsValues() {
    var range = "equals=" + encoded("[null]") + "&gt=1e2&lte=" + encoded("1.50e3");
    var explain = Call.get(DOCUMENTS + "?index=byStatus&explain=true&fields=id&" + range);

    var answer = call(explain).hasStatus(200).json();

    assertThat(answer.at("/explain/bounds").toString())
        .isEqualTo(
            "[{\"field\":\"/status\",\"eq\":null},"
                + "{\"field\":\"-/total\",\"gt\":100.0,\"lte\":1500.0}]");
    assertThat(answer.at("/explain/readUnits").has("document")).isFalse();
    var all = call(Call.get(DOCUMENTS + "?index=byStatus&explain=true")).hasStatus(200).json();
    assertThat(all.at("/explain/bounds")).isEmpty();
  }

  @Test
  void queryThatNoIndexAnswers_returns400WithTheIndexToDeclare() {
    var list = DOCUMENTS + "?";
    call(Call.get(list + "index=byName")).isInvalid("index");
    call(Call.get(list + "count=true&lt=2&equals=" + encoded("[1]")))
        .isInvalid("equals", "lt", "count");
    call(Call.get(list + "count=true&fields=id&explain=true"))
        .isInvalid("fields", "count", "explain");
    var deeper = call(Call.get(list + "index=byStatus&equals=" + encoded("[1,2,3]")));
    deeper.isInvalid("equals");
    assertThat(deeper.body()).contains("declare the index");
    call(Call.get(list + OPEN + "&gte=1&lte=" + encoded("\"a\""))).isInvalid("lte");
    call(Call.get(list + OPEN + "&fields=name")).isInvalid("fields");
    call(Call.get(list + OPEN + "&limit=101")).isInvalid("limit");
    call(Call.get(list + OPEN + "&fields=id&limit=1000")).hasStatus(200);
  }

  @Test
  void cursorOfAnotherQuery_returns400() {
    var cursor = call(Call.get(DOCUMENTS + "?" + OPEN + "&limit=1")).json().path("next").asText();

    call(Call.get(DOCUMENTS + "?index=byStatus&limit=1&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get(DOCUMENTS + "?limit=1&cursor=" + cursor)).isInvalid("cursor");
  }
}
