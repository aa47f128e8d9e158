package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListSourcesTest extends ListSourcesContract {

  private static final Duration LIVE = Duration.ofHours(1);
  private static final Duration EXPIRED = Duration.ofSeconds(-1);

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = SourceFunctions.on(dynamoDb.table(), 3);
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void sourceWithoutEvents_isListedNoLonger() {
    write("{}", "\"name\":\"old\"").hasStatus(200);
    api.elapse(Duration.ofDays(8));
    write("{}", "\"name\":\"new\"").hasStatus(200);

    assertThat(api.call(Call.get("/sources").as(reader)).items("name"))
        .containsExactly("new", "old");
    api.elapse(Duration.ofDays(1).plusSeconds(1));
    assertThat(api.call(Call.get("/sources").as(reader)).items("name")).containsExactly("new");
  }

  @Test
  void expiredReferenceAtTheEndOfAPage_hidesNoSource() {
    api = SourceFunctions.on(dynamoDb.table(), 2);
    putReference("A", 1, LIVE);
    putReference("a", 0, EXPIRED);
    putReference("a", 1, LIVE);

    assertThat(sources("limit=1")).containsExactly("A", "a");
    assertThat(sources("limit=1&order=desc")).containsExactly("a", "A");
  }

  @Test
  void expiredShardsOfFormerDays_hideNoSource() {
    api = SourceFunctions.on(dynamoDb.table(), 1);
    putReference("a", 0, LIVE);
    putReference("a", 1, EXPIRED);
    putReference("a", 2, EXPIRED);

    assertThat(sources("limit=1&order=desc")).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void sourcesWithLiveAndExpiredShards_areListedOnce(long seed) {
    var random = new Random(seed);
    var live = new TreeSet<String>();
    for (int i = 0; i < 12; i++) {
      for (int shard = 0; shard < 4; shard++) {
        int state = random.nextInt(4);
        if (state < 3) {
          putReference("s" + (char) ('a' + i), shard, state == 0 ? LIVE : EXPIRED);
        }
        if (state == 0) {
          live.add("s" + (char) ('a' + i));
        }
      }
    }

    for (int shards = 1; shards <= 4; shards++) {
      api = SourceFunctions.on(dynamoDb.table(), shards);
      for (int limit : List.of(1, 2, 5)) {
        assertThat(sources("limit=" + limit)).containsExactlyElementsOf(live);
        assertThat(sources("order=desc&limit=" + limit))
            .containsExactlyElementsOf(live.descendingSet());
      }
    }
  }

  private void putReference(String name, int shard, Duration expiresIn) {
    var source = new Source(user.userId(), name);
    var expiresAt = new MovableClock().instant().plus(expiresIn);
    dynamoDb.table().put(SourceMapping.reference(source, shard, expiresAt));
  }

  /// The names on all pages.
  private List<String> sources(String query) {
    var all = new ArrayList<String>();
    var next = "";
    while (next != null) {
      var page = api.call(Call.get("/sources?" + query + next).as(reader)).hasStatus(200);
      all.addAll(page.items("name"));
      next = page.json().has("next") ? "&cursor=" + page.json().path("next").asText() : null;
    }
    return all;
  }

  @Test
  void shardsOfFormerDays_addNoSource() {
    for (int i = 0; i < 20; i++) {
      write("{}", "\"name\":\"one\"").hasStatus(200);
    }
    write("{}", "\"name\":\"two\"").hasStatus(200);
    api = SourceFunctions.on(dynamoDb.table(), 1);

    var first = api.call(Call.get("/sources?limit=1").as(reader)).hasStatus(200);
    var cursor = first.json().path("next").asText();

    assertThat(first.items("name")).containsExactly("one");
    assertThat(api.call(Call.get("/sources?limit=1&cursor=" + cursor).as(reader)).items("name"))
        .containsExactly("two");
  }
}
