package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListSourcesTest extends ListSourcesContract {

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
