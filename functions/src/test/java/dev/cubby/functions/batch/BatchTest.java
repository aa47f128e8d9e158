package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.delete;
import static dev.cubby.testing.Batches.post;
import static dev.cubby.testing.Batches.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handler of batches, called straight.
class BatchTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = BatchFunctions.on(dynamoDb.table());
  }

  @Nested
  class Valid extends BatchContract {

    @Override
    Api api() {
      return api;
    }

    @Test
    void expiredThing_isAbsent() {
      var a = call(Call.post("/records/a?ttl=1", "1")).hasStatus(201).etag();
      var b = call(Call.post("/records/b?ttl=1", "1")).hasStatus(201).etag();
      api.elapse(Duration.ofSeconds(2));

      var failures =
          batch(put("/records/a", a, "2"), delete("/records/b", b)).isProblem(409).json();
      assertThat(failures.path("operations").findValuesAsText("status"))
          .containsExactly("404", "404");
      batch(post("/records/a", "3")).hasStatus(200);

      assertThat(call(Call.get("/records/a")).hasStatus(200).etag())
          .endsWith(".1\"")
          .isNotEqualTo(a);
    }

    // The document that checks responses over HTTP does not read so many digits.
    @Test
    void numberOfManyDigits_keepsItsText() {
      var digits = "7".repeat(300_000);

      batch(post("/records/a", digits)).hasStatus(200);

      assertValue("a", digits);
    }

    @Test
    void exactly4MBWithOneKilobyteForEachOperation_areWrittenAndReplaced() {
      // A record of this key takes 276 bytes beside its value.
      int largest = ItemSize.MAX_BYTES - 276;
      int rest = 4 * 1024 * 1024 - 11 * 1024 - 10 * ItemSize.MAX_BYTES - 276;
      var values = IntStream.range(0, 11).mapToObj(i -> text(i < 10 ? largest : rest)).toList();
      var posts =
          IntStream.range(0, 11).mapToObj(i -> post("/records/" + key(i), values.get(i))).toList();

      var created = batch(posts.toArray(String[]::new)).hasStatus(200).json().path("results");

      var puts =
          IntStream.range(0, 11)
              .mapToObj(i ->
                  put("/records/" + key(i), created.path(i).path("etag").asText(), values.get(i)))
              .collect(Collectors.toList());
      batch(puts.toArray(String[]::new)).hasStatus(200);
      assertValue(key(10), values.get(10));
      puts.set(10, post("/records/more", text(rest + 100)));
      batch(puts.toArray(String[]::new)).isProblem(413);
    }

    private static String key(int number) {
      return Character.toString('a' + number) + number % 10;
    }

    private static String text(int bytes) {
      return '"' + "x".repeat(bytes - 2) + '"';
    }

    @Test
    void replacementWithoutAnExpiry_neverExpires() {
      var a = call(Call.post("/records/a?ttl=1", "1")).hasStatus(201).etag();
      batch(put("/records/a", a, "2")).hasStatus(200);

      api.elapse(Duration.ofSeconds(2));

      assertValue("a", "2");
    }
  }

  @Nested
  class Invalid extends InvalidBatchContract {

    @Override
    Api api() {
      return api;
    }
  }
}
