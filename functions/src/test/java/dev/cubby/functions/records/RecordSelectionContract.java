package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestUser;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `GET /records?key=a&key=b`, whichever way it is called.
abstract class RecordSelectionContract extends RecordsCase {

  @Test
  void records_areInTheOrderAsked() {
    List.of("a", "b", "c").forEach(key -> create(key, "{\"of\":\"" + key + "\"}"));

    var answer = call(Call.get("/records?key=c&key=none&key=a&key=no&key=c")).hasStatus(200);

    assertThat(answer.items("key")).containsExactly("c", "a");
    assertThat(texts(answer, "missing")).containsExactly("none", "no");
    assertThat(texts(answer, "unread")).isEmpty();
    assertThat(answer.json().has("next")).isFalse();
    assertThat(answer.json().at("/items/0"))
        .isEqualTo(call(Call.get("/records?prefix=c")).json().at("/items/0"));
  }

  @Test
  void value_keepsItsText() {
    create("a", "1.0");
    create("b", "[ 1e400, \"\\u00e9\" ]");

    assertThat(call(Call.get("/records?key=a&key=b")).body())
        .contains("\"value\":1.0,", "\"value\":[ 1e400, \"\\u00e9\" ],");
  }

  @Test
  void oneKey_isASelectionToo() {
    create("a", "1");

    assertThat(call(Call.get("/records?key=a")).hasStatus(200).items("key")).containsExactly("a");
    assertThat(texts(call(Call.get("/records?key=b")).hasStatus(200), "missing"))
        .containsExactly("b");
  }

  @Test
  void recordOfAnotherUser_isMissing() {
    create("a", "1");
    var other = TestUser.create().key(READ);

    var answer = api().call(Call.get("/records?key=a&key=b").as(other)).hasStatus(200);

    assertThat(texts(answer, "missing")).containsExactly("a", "b");
  }

  @Test
  void hundredKeys_areTheMost() {
    create("k99", "1");
    var keys = IntStream.range(0, 100).mapToObj(i -> "key=k" + i).collect(Collectors.joining("&"));

    var answer = call(Call.get("/records?" + keys)).hasStatus(200);
    assertThat(answer.items("key")).containsExactly("k99");
    assertThat(texts(answer, "missing")).hasSize(99);
    call(Call.get("/records?key=more&" + keys)).isInvalid("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "keys", "a%20b", "..", "a%2Fb"})
  void invalidKey_isNamed(String key) {
    call(Call.get("/records?key=a&key=" + key)).isInvalid("key");
  }

  @Test
  void parametersOfAList_areRefused() {
    call(Call.get("/records?key=a&prefix=a")).isInvalid("prefix");
    call(Call.get("/records?key=a&limit=1&order=asc&cursor=x"))
        .isInvalid("cursor", "limit", "order");
  }

  @Test
  void otherParameters_areNotRepeated() {
    call(Call.get("/records?limit=1&limit=2")).isInvalid("limit");
  }

  final void create(String key, String value) {
    call(Call.post("/records/" + key, value)).hasStatus(201);
  }

  static List<String> texts(Answer answer, String list) {
    return answer.json().path(list).valueStream().map(key -> key.asText()).toList();
  }
}
