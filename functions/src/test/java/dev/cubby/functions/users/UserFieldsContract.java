package dev.cubby.functions.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What users promise about name, age, and bodies that do not fit. [EmailsContract] tells of
/// addresses.
abstract class UserFieldsContract extends UsersCase {

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"age\":null"})
  void createWithoutAnAge_keepsNone(String age) {
    var answer =
        call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + newEmail() + "\"" + age + "}"))
            .hasStatus(201);

    assertThat(answer.json().has("age")).isFalse();
    assertThat(call(Call.get(pathOf(answer))).body()).isEqualTo(answer.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void nameOf1To100CodePoints_isKept(int length) {
    for (var name : List.of("x".repeat(length), "\ud83d\ude00".repeat(length))) {
      var user = signUp();
      var answer = call(Call.put(pathOf(user), "{\"name\":\"" + name + "\"}")).hasStatus(200);
      assertThat(answer.json().path("name").asText()).isEqualTo(name);
    }
  }

  @Test
  void nameOf101CodePoints_isNamed() {
    for (var name : List.of("x".repeat(101), "\ud83d\ude00".repeat(101))) {
      var body = "{\"name\":\"" + name + "\",\"email\":\"" + newEmail() + "\"}";
      call(Call.post("/users", body)).isInvalid("name");
      call(Call.put(pathOf(signUp()), body)).isInvalid("name");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "150, 150", "36.0, 36", "3.6e1, 36"})
  void ageOf1To150_isKept(String sent, int age) {
    var answer = call(Call.put(pathOf(signUp()), "{\"age\":" + sent + "}")).hasStatus(200);

    assertThat(answer.json().path("age").asInt()).isEqualTo(age);
  }

  @Test
  void nullAge_removesTheAge() {
    var user = signUp();

    var answer = call(Call.put(pathOf(user), "{\"age\":null}")).hasStatus(200);

    assertThat(answer.json().has("age")).isFalse();
    assertThat(call(Call.get(pathOf(user))).body()).isEqualTo(answer.body());
    assertThat(call(Call.put(pathOf(user), "{\"age\":9}")).json().path("age").asInt()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name  | \"\"",
        "name  | \" \\t\"",
        "name  | null",
        "name  | 7",
        "name  | true",
        "name  | [\"Ann\"]",
        "name  | {}",
        "name  | \"\\ud800\"",
        "email | \"\"",
        "email | null",
        "email | 7",
        "email | [\"a@example.com\"]",
        "age   | 0",
        "age   | 151",
        "age   | -1",
        "age   | 1.5",
        "age   | 7.01",
        "age   | 1e-1",
        "age   | 1e99999999999",
        "age   | 12345678901234567890",
        "age   | \"7\"",
        "age   | \"\"",
        "age   | \" \"",
        "age   | true",
        "age   | []",
        "other | 1",
        "other | null",
        "Name  | \"Ann\"",
        "userId | \"01939b2e-5d0c-7000-8000-000000000001\"",
        "createdAt | \"2026-01-05T09:41:00Z\"",
      })
  void badField_isNamed(String field, String value) {
    var user = signUp();
    var fields =
        Stream.of("name", "email")
            .filter(name -> !name.equals(field))
            .map(name -> "\"" + name + "\":\"ann-of-nobody@example.com\",")
            .reduce("", String::concat);

    call(Call.post("/users", "{%s\"%s\":%s}".formatted(fields, field, value))).isInvalid(field);
    call(Call.put(pathOf(user), "{\"%s\":%s}".formatted(field, value))).isInvalid(field);

    assertThat(call(Call.get(pathOf(user))).etag()).isEqualTo(user.etag());
    assertThat(call(Call.get("/users?email=ann-of-nobody@example.com")).items("userId")).isEmpty();
  }

  @Test
  void everyBadField_isNamedAtOnce() {
    var all = "{\"name\":\"\",\"email\":\"a@b\",\"age\":\"7\",\"x\":1,\"b\":{\"age\":0}}";

    call(Call.post("/users", all)).isInvalid("age", "b", "email", "name", "x");
    call(Call.put(pathOf(signUp()), all)).isInvalid("age", "b", "email", "name", "x");
    call(Call.post("/users", "{}")).isInvalid("email", "name");
    call(Call.post("/users", "{\"age\":1.5}")).isInvalid("age", "email", "name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"Ann\"",
        "7",
        "null",
        "{",
        "{\"name\":\"Ann\",\"name\":\"Ann\"}",
        "{} {}",
      })
  void bodyThatIsNoObject_isRefused(String body) {
    var user = signUp();

    call(Call.post("/users", body)).isInvalid("body");
    call(Call.put(pathOf(user), body)).isInvalid("body");
    call(Call.put(pathOf(user), "{}")).isInvalid("body");
  }

  @Test
  void statedTypeThatIsNotJson_is415() {
    call(Call.post("/users", "{}").header("Content-Type", "text/plain")).isProblem(415);
    call(Call.put(pathOf(signUp()), "{}").header("Content-Type", "text/plain")).isProblem(415);
  }
}
