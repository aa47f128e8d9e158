package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What lists of records and of their keys promise.
abstract class RecordListsContract extends RecordsCase {

  @Test
  void list_showsValuesAndWhatMetadataThereIs() {
    var tag = call(Call.post("/records/a", "{\"n\": 1.0}")).etag();

    var item = call(Call.get("/records")).hasStatus(200).json().at("/items/0");

    assertThat(item.propertyStream().map(member -> member.getKey()))
        .containsExactly("key", "value", "version", "etag", "createdAt", "updatedAt");
    assertThat(item.path("etag").asText()).isEqualTo(tag);
    call(Call.put("/records/a", "2").header("If-Match", item.path("etag").asText())).hasStatus(200);
  }

  @Test
  void emptyList_hasNoNext() {
    for (var list : List.of("/records", "/records/keys")) {
      assertThat(call(Call.get(list)).hasStatus(200).body()).isEqualTo("{\"items\":[]}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 23, 1000})
  void pages_holdEverythingOnceInOrder(int limit) {
    var keys = IntStream.range(0, 23).mapToObj("k-%02d"::formatted).toList();
    keys.forEach(key -> call(Call.post("/records/" + key, "\"" + key + "\"")).hasStatus(201));
    call(Call.post("/records/other", "1")).hasStatus(201);

    for (var list : List.of("/records", "/records/keys")) {
      var field = list.equals("/records") ? "key" : "";
      assertThat(walk(list + "?prefix=k-&limit=" + limit, field)).isEqualTo(keys);
      assertThat(walk(list + "?prefix=k-&order=desc&limit=" + limit, field))
          .isEqualTo(keys.reversed());
    }
  }

  private List<String> walk(String list, String field) {
    var all = new ArrayList<String>();
    var answer = call(Call.get(list)).hasStatus(200);
    all.addAll(answer.items(field));
    while (answer.json().has("next")) {
      var next = answer.json().path("next").asText();
      assertThat(answer.header("Link"))
          .matches(
              "<[^>]*"
                  + list.replaceAll("\\?.*", "")
                  + "\\?[^>]*cursor="
                  + next
                  + "[^>]*>; rel=\"next\"");
      answer = call(Call.get(list + "&cursor=" + next)).hasStatus(200);
      all.addAll(answer.items(field));
    }
    return all;
  }

  @Test
  void prefix_isALiteralPrefixOfKeys() {
    for (var key : List.of("a", "a.b", "a.c", "ab", "A", "~", "a_b")) {
      call(Call.post("/records/" + key, "1")).hasStatus(201);
    }

    assertThat(call(Call.get("/records/keys?prefix=a.")).items("")).containsExactly("a.b", "a.c");
    assertThat(call(Call.get("/records/keys?prefix=")).items(""))
        .containsExactly("A", "a", "a.b", "a.c", "a_b", "ab", "~");
    assertThat(call(Call.get("/records?prefix=a_")).items("key")).containsExactly("a_b");
    assertThat(call(Call.get("/records?prefix=zzz")).items("key")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=1.0", "limit="})
  void badLimit_isNamed(String query) {
    call(Call.get("/records?" + query)).isInvalid("limit");
    call(Call.get("/records/keys?" + query)).isInvalid("limit");
  }

  @Test
  void otherBadListParameters_areNamed() {
    call(Call.get("/records?order=up")).isInvalid("order");
    call(Call.get("/records?prefix=a/b")).isInvalid("prefix");
    call(Call.get("/records?prefix=" + "a".repeat(256))).isInvalid("prefix");
    call(Call.get("/records?cursor=")).isInvalid("cursor");
    call(Call.get("/records?cursor=AAAAAAAAAAAAAAAA")).isInvalid("cursor");
    call(Call.get("/records?cursor=%00")).isInvalid("cursor");
  }

  @Test
  void cursorOfAnotherList_is400() {
    var stranger = TestUser.create().key(READ, WRITE);
    for (var key : List.of("a1", "a2", "a3")) {
      call(Call.post("/records/" + key, "1")).hasStatus(201);
      api().call(Call.post("/records/" + key, "2").as(stranger)).hasStatus(201);
    }
    var cursor = call(Call.get("/records?prefix=a&limit=1")).json().path("next").asText();

    api()
        .call(Call.get("/records?prefix=a&limit=1&cursor=" + cursor).as(stranger))
        .isInvalid("cursor");
    call(Call.get("/records?limit=1&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get("/records?prefix=a1&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get("/records?prefix=a&order=desc&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get("/records/keys?prefix=a&cursor=" + cursor)).isInvalid("cursor");
    var other = (cursor.startsWith("_") ? "-" : "_") + cursor.substring(1);
    call(Call.get("/records?prefix=a&cursor=" + other)).isInvalid("cursor");
    call(Call.get("/records?prefix=a&cursor=" + cursor + "A")).isInvalid("cursor");
    assertThat(call(Call.get("/records?prefix=a&limit=9&cursor=" + cursor)).items("key"))
        .containsExactly("a2", "a3");
  }
}
