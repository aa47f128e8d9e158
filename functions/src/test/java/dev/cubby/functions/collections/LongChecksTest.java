package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.aws.CallLimits;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks of stored documents that take long.
class LongChecksTest extends CollectionsCase {

  private static final String CHECK = ORDERS + "/check";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final MovableClock clock = new MovableClock();
  private Api api = new DirectApi(clock);

  @Override
  Api api() {
    return api;
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 3", "6, 7"})
  void page_hasTheDocumentsThatTimeSufficesFor(int secondsForEach, int pages) {
    api = CollectionFunctions.on(dynamoDb.table(), clock);
    declare("{\"schema\":{}}").hasStatus(201);
    for (int i = 0; i < 7; i++) {
      put("d" + i, "1").hasStatus(201);
    }
    // Time goes by whenever the function asks for it.
    InstantSource slow =
        () -> {
          api.elapse(CallLimits.lengthened(Duration.ofSeconds(secondsForEach)));
          return clock.instant();
        };
    api = new DirectApi(clock, new CheckDocuments(dynamoDb.table(), slow));

    var ids = new ArrayList<String>();
    int read = 0;
    for (var next = ""; next != null; read++) {
      var page = check(next);
      ids.addAll(page.items("id"));
      next = page.json().has("next") ? "?cursor=" + page.json().path("next").asText() : null;
    }

    assertThat(ids).containsExactly("d0", "d1", "d2", "d3", "d4", "d5", "d6");
    assertThat(read).isEqualTo(pages);
  }

  private Answer check(String query) {
    return call(Call.post(CHECK + query, "{\"schema\":{\"type\":\"string\"}}")).hasStatus(200);
  }
}
