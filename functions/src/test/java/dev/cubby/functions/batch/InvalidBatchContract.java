package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.delete;
import static dev.cubby.testing.Batches.post;
import static dev.cubby.testing.Batches.put;
import static dev.cubby.testing.Batches.putNew;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `POST /batch` refuses without a call to DynamoDB, by index and member.
abstract class InvalidBatchContract extends BatchCase {

  private static final String ETAG = "\"q83vEjRWeJCr.1\"";
  private static final String ID = "01939b2e-5d0c-7000-8000-000000000011";

  static List<Arguments> invalid() {
    return List.of(
        Arguments.of("1", ""),
        Arguments.of("{\"path\":\"/records/a\",\"body\":1}", ".method"),
        Arguments.of("{\"method\":\"PATCH\",\"path\":\"/records/a\"}", ".method"),
        Arguments.of("{\"method\":\"POST\",\"body\":1}", ".path"),
        Arguments.of(post("records/a", "1"), ".path"),
        Arguments.of(post("//records/a", "1"), ".path"),
        Arguments.of(post("/records//a", "1"), ".path"),
        Arguments.of(post("/records/a?ttl=1", "1"), ".path"),
        Arguments.of(post("/records/a/b", "1"), ".path"),
        Arguments.of(post("/records", "1"), ".path"),
        Arguments.of(post("/records/keys", "1"), ".path"),
        Arguments.of(post("/records/%zz", "1"), ".path"),
        Arguments.of(post("/records/a b", "1"), ".path"),
        Arguments.of(post("/users", "{}"), ".path"),
        Arguments.of(post("/batch", "{}"), ".path"),
        Arguments.of(post("/notes/" + ID, "{}"), ".path"),
        Arguments.of(put("/notes", ETAG, "{}"), ".path"),
        Arguments.of(put("/notes/a", ETAG, "{}"), ".path"),
        Arguments.of(delete("/items/a", ETAG), ".path"),
        Arguments.of("{\"method\":\"PUT\",\"path\":\"/records/a\",\"body\":1}", ".ifMatch"),
        Arguments.of("{\"method\":\"DELETE\",\"path\":\"/records/a\"}", ".ifMatch"),
        Arguments.of(put("/records/a", "*", "1"), ".ifMatch"),
        Arguments.of(put("/records/a", "q83vEjRWeJCr.1", "1"), ".ifMatch"),
        Arguments.of(put("/records/a", ETAG + ", \"q83vEjRWeJCr.2\"", "1"), ".ifMatch"),
        Arguments.of(put("/records/a", "\"x\", " + ETAG, "1"), ".ifMatch"),
        Arguments.of(put("/records/a", "W/" + ETAG, "1"), ".ifMatch"),
        Arguments.of(put("/records/a", "", "1"), ".ifMatch"),
        Arguments.of(putNew("/notes/" + ID, "{}"), ".ifNoneMatch"),
        Arguments.of(putNew("/records/a", "1").replace("*", "x"), ".ifNoneMatch"),
        Arguments.of(with(put("/records/a", ETAG, "1"), "\"ifNoneMatch\":\"*\""), ".ifMatch"),
        Arguments.of(with(post("/records/a", "1"), "\"ifMatch\":\"*\""), ".ifMatch"),
        Arguments.of(with(post("/records/a", "1"), "\"ifNoneMatch\":\"*\""), ".ifNoneMatch"),
        Arguments.of(with(delete("/records/a", ETAG), "\"ifNoneMatch\":\"*\""), ".ifNoneMatch"),
        Arguments.of(with(post("/records/a", "1"), "\"atomic\":true"), ".atomic"),
        Arguments.of(with(post("/records/a", "1"), "\"query\":{\"ttl\":60}"), ".query.ttl"),
        Arguments.of(with(post("/records/a", "1"), "\"query\":{\"ttl\":\"0\"}"), ".query.ttl"),
        Arguments.of(with(post("/records/a", "1"), "\"query\":{\"x\":\"\"}"), ".query.x"),
        Arguments.of(
            with(putNew("/records/a", "1"), "\"query\":{\"upsert\":\"true\"}"), ".query.upsert"),
        Arguments.of(with(delete("/records/a", ETAG), "\"query\":{\"ttl\":\"1\"}"), ".query.ttl"),
        Arguments.of(with(delete("/records/a", ETAG), "\"body\":1"), ".body"),
        Arguments.of("{\"method\":\"POST\",\"path\":\"/records/a\"}", ".body"),
        Arguments.of(post("/notes", "1"), ".body"),
        Arguments.of(post("/notes", "{\"title\":\"" + "x".repeat(201) + "\"}"), ".body.title"),
        Arguments.of(post("/items", "{}"), ".body.name"),
        Arguments.of(post("/items", "{\"name\":\"a\",\"colour\":1}"), ".body.colour"));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidOperation_isNamed(String operation, String member) {
    batch(post("/records/good", "1"), operation).isInvalid("operations[1]" + member);

    assertThat(keys()).isEmpty();
  }

  @Test
  void everyInvalidOperation_isNamed() {
    batch(
            post("/notes", "{\"a\":1,\"b\":2}"),
            post("/records/good", "1"),
            "7",
            post("/items", "{}"),
            delete("/records/good", "x"))
        .isInvalid("operations[2]");
    batch(
            post("/notes", "{\"a\":1,\"b\":2}"),
            post("/records/good", "1"),
            post("/items", "{}"),
            delete("/records/other", "x"))
        .isInvalid(
            "operations[0].body.a",
            "operations[0].body.b",
            "operations[2].body.name",
            "operations[3].ifMatch");
  }

  @Test
  void sameThingTwice_isNamed() {
    batch(
            post("/records/a", "1"),
            delete("/notes/" + ID, ETAG),
            putNew("/records/%61", "2"),
            delete("/notes/" + ID.toUpperCase(Locale.ROOT), ETAG),
            delete("/records/a", ETAG))
        .isInvalid("operations[2].path", "operations[3].path", "operations[4].path");
  }

  @Test
  void valueThatNestsTooDeep_isNamed() {
    var deep = "{\"a\":".repeat(101) + "1" + "}".repeat(101);

    batch(post("/records/good", "1"), post("/records/a", deep)).isInvalid("operations[1].body");
    batch(post("/notes", deep)).isInvalid("operations[0].body");
  }

  @Test
  void oneHundredErrors_areTheMost() {
    var operations = Collections.nCopies(100, "{\"method\":\"GET\",\"path\":\"a\"}");

    var errors = batch(operations.toArray(String[]::new)).isProblem(400).json().path("errors");

    assertThat(errors).hasSize(100);
  }

  @Test
  void valueThatIsTooLarge_isNamed() {
    var detail =
        batch(post("/records/good", "1"), post("/records/a", text(410_000)))
            .isProblem(413)
            .json()
            .path("detail")
            .asText();

    assertThat(detail).startsWith("The value of operations[1].body has 410000 bytes");
    batch(post("/records/a", text(410_000)), post("/items", "{}"))
        .isInvalid("operations[1].body.name");
  }

  @Test
  void batchThatIsTooLarge_isRefused() {
    var eleven =
        IntStream.range(0, 11).mapToObj(i -> post("/records/k" + i, text(400_000))).toList();

    var detail = batch(eleven.toArray(String[]::new)).isProblem(413).json().path("detail").asText();

    assertThat(detail).startsWith("The batch has 44").endsWith("4194304");
    assertThat(keys()).isEmpty();
    batch(eleven.subList(0, 10).toArray(String[]::new)).hasStatus(200);
  }

  private static String text(int bytes) {
    return '"' + "x".repeat(bytes - 2) + '"';
  }

  private static String with(String operation, String member) {
    return operation.replaceFirst("}$", "," + member + "}");
  }
}
