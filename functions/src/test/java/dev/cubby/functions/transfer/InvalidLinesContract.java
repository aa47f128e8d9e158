package dev.cubby.functions.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The lines that `POST /import` does not write, whichever way it is called.
abstract class InvalidLinesContract extends TransferCase {

  private static final String NOTE =
      record("a")
          .replace("\"record\"", "\"note\"")
          .replace("\"key\":\"a\"", "\"id\":\"01939b2e-5d0c-7000-8000-000000000011\"")
          .replace("\"body\":\"1\"", "\"body\":{\"title\":\"a\"}");

  static Stream<Arguments> invalidLines() {
    return Stream.of(
        Arguments.of("{", List.of("line")),
        Arguments.of("[]", List.of("line")),
        Arguments.of("1", List.of("line")),
        Arguments.of(record("a") + record("b"), List.of("line")),
        Arguments.of("{\"kind\":\"record\",\"kind\":\"note\"}", List.of("line")),
        Arguments.of("{}", List.of("createdAt", "etag", "kind", "updatedAt", "version")),
        Arguments.of(record("a").replace("{", "{\"userId\":\"x\","), List.of("userId")),
        Arguments.of(record("a").replace("{", "{\"a\":1,\"b\":2,"), List.of("a", "b")),
        Arguments.of(record("a").replace("\"record\"", "\"user\""), List.of("kind")),
        Arguments.of(record("a").replace("\"key\"", "\"id\""), List.of("key")),
        Arguments.of(record("a").replace("{", "{\"id\":\"x\","), List.of("id")),
        Arguments.of(record(""), List.of("key")),
        Arguments.of(record("a/b"), List.of("key")),
        Arguments.of(record("a%41"), List.of("key")),
        Arguments.of(record("keys"), List.of("key")),
        Arguments.of(record("k".repeat(256)), List.of("key")),
        Arguments.of(NOTE.replace("01939b2e", "01939B2E"), List.of("id")),
        Arguments.of(NOTE.replace("-7000-", "-4000-"), List.of("id")),
        Arguments.of(NOTE.replace("\"id\"", "\"key\""), List.of("id")),
        Arguments.of(NOTE.replace("\"title\":\"a\"", "\"title\":1"), List.of("body.title")),
        Arguments.of(NOTE.replace("\"title\"", "\"name\""), List.of("body.name")),
        Arguments.of(NOTE.replace("\"a\"", "\"" + "x".repeat(201) + "\""), List.of("body.title")),
        Arguments.of(
            NOTE.replace("\"title\":\"a\"", "\"content\":\"" + "x".repeat(102_401) + "\""),
            List.of("body")),
        Arguments.of(NOTE.replace("{\"title\":\"a\"}", "\"a\""), List.of("body")),
        Arguments.of(record("a").replace("\"body\":\"1\"", "\"body\":1"), List.of("body")),
        Arguments.of(record("a").replace("\"body\":\"1\"", "\"body\":null"), List.of("body")),
        Arguments.of(record("a").replace(",\"body\":\"1\"", ""), List.of("body")),
        Arguments.of(record("a", "", 1), List.of("body")),
        Arguments.of(record("a", "{", 1), List.of("body")),
        Arguments.of(record("a", "1 2", 1), List.of("body")),
        Arguments.of(record("a", "[".repeat(101) + "]".repeat(101), 1), List.of("body")),
        Arguments.of(record("a", "\\ud800", 1), List.of("body")),
        Arguments.of(record("a", "1" + " ".repeat(409_600), 1), List.of("body")));
  }

  @ParameterizedTest
  @MethodSource("invalidLines")
  void invalidLine_isNamedAndStopsNothing(String line, List<String> fields) {
    var answer = send(line, record("b"));

    assertThat(outcomes(answer)).containsExactly("invalid", "created");
    assertThat(answer.json().at("/results/0/errors").findValuesAsText("field"))
        .as(answer.body())
        .isEqualTo(fields);
    assertThat(answer.json().at("/results/0").has("etag")).isFalse();
    assertThat(export(owner)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version|0",
        "version|2",
        "version|1.5",
        "version|\"1\"",
        "version|null",
        "etag|\"AAAAAAAAAAAA.1\"",
        "etag|\"\\\"AAAAAAAAAAAA.01\\\"\"",
        "etag|\"\\\"AAAAAAAAAAAAA.1\\\"\"",
        "etag|\"\\\"AAAAAAAAAAAA.9007199254740993\\\"\"",
        "etag|\"W/\\\"AAAAAAAAAAAA.1\\\"\"",
        "createdAt|\"yesterday\"",
        "createdAt|\"0000-12-31T23:59:59Z\"",
        "updatedAt|\"+10000-01-01T00:00:00Z\"",
        "updatedAt|1e30",
        "updatedAt|null",
        "expiresAt|\"never\"",
      })
  void invalidMember_isNamed(String field, String value) {
    var line =
        ImportContract.expiring(record("a"), "2999-01-01T00:00:00Z")
            .replaceAll(
                "\"" + field + "\":(\"(\\\\.|[^\"])*\"|\\d+)",
                "\"" + field + "\":" + value.replace("\\", "\\\\"));

    var answer = send(line);

    assertThat(answer.json().at("/results/0/errors").findValuesAsText("field"))
        .as(answer.body())
        .containsExactly(field);
    assertThat(export(owner)).isEmpty();
  }

  @Test
  void extremes_areTaken() {
    long last = 1L << 53;
    var line =
        ImportContract.expiring(record("a"), "9999-12-31T23:59:59.999Z")
            .replace("AAAA.1", "AAAA." + last)
            .replace("\"version\":1", "\"version\":" + last + ".0")
            .replace("2026-01-05T09:31:00Z", "0001-01-01T00:00:00Z")
            .replace("2026-01-05T09:52:00.123Z", "9999-12-31T23:59:59.999999999Z");

    assertThat(outcomes(send(line))).containsExactly("created");

    var entry = call(Call.get("/records")).json().at("/items/0");
    assertThat(entry.path("version").asLong()).isEqualTo(last);
    assertThat(entry.path("createdAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(entry.path("updatedAt").asText()).isEqualTo("9999-12-31T23:59:59.999Z");
    assertThat(entry.path("expiresAt").asText()).isEqualTo("9999-12-31T23:59:59Z");
    assertThat(outcomes(send(line))).containsExactly("skipped");
    call(Call.put("/records/a", "2")).hasStatus(200);
  }

  @Test
  void manyLongNames_fitTheResponse() {
    var names =
        IntStream.range(0, 20)
            .mapToObj(i -> "\"" + "\ud83d\ude00".repeat(200) + i + "\":1")
            .toList();
    var line = "{" + String.join(",", names) + "}";

    var answer = send("", Collections.nCopies(100, line), owner).hasStatus(200);

    assertThat(answer.json().at("/results/99/errors")).hasSize(10);
  }
}
