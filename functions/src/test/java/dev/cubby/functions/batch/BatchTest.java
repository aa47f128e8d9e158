package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.delete;
import static dev.cubby.testing.Batches.post;
import static dev.cubby.testing.Batches.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
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
