package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the list of actions promises, whichever way it is called.
abstract class ListActionsContract extends SourceCase {

  @Test
  void actions_tellWhoDidWhatWhen() {
    var start = now();
    api().elapse(Duration.ofMillis(2));
    write("{\"a\":1}", "\"name\":\"one\"");
    api().elapse(Duration.ofMillis(2));
    expose("24h_average", "one");
    api().elapse(Duration.ofMillis(2));
    expose("latest", "none").isProblem(404);
    expose("nonsense", "one").isProblem(400);

    var page = actions(of("one")).hasStatus(200);

    assertThat(page.items("action")).containsExactly("write_raw", "24h_average");
    assertThat(page.items("keyId"))
        .containsExactly(writer.caller().keyId(), reader.caller().keyId());
    assertThat(page.items("userId")).containsOnly(user.userId());
    assertThat(page.items("name")).containsOnly("one");
    assertThat(page.items("time").stream().map(Instant::parse).toList())
        .isSorted()
        .allMatch(start::isBefore);
    assertThat(page.json().has("next")).isFalse();
    assertThat(actions(of("one") + "&order=desc").items("action"))
        .containsExactly("24h_average", "write_raw");
    assertThat(actions(of("none")).items("action")).containsExactly("latest");
    assertThat(actions(of("other")).items("action")).isEmpty();
    for (var key : List.of(writer, reader)) {
      assertThat(page.body()).doesNotContain(key.key().secret()).doesNotContain(key.key().hash());
    }
  }

  @Test
  void actionsOfAPeriod_areThoseFromItsBeginningUpToItsEnd() {
    for (int i = 0; i < 4; i++) {
      api().elapse(Duration.ofMillis(2));
      write("{}");
    }
    var times = actions(of("default")).items("time");

    var query = of("default") + "&from=" + times.get(1) + "&to=" + times.get(3);

    assertThat(actions(query).items("time")).isEqualTo(times.subList(1, 3));
    assertThat(actions(of("default") + "&from=4102444800000").isProblem(400).status())
        .isEqualTo(400);
    assertThat(actions(of("default") + "&to=0").items("time")).isEmpty();
  }

  @Test
  void pagesOfActions_holdEachOnce() {
    for (int i = 0; i < 5; i++) {
      api().elapse(Duration.ofMillis(2));
      write("{}");
    }
    var all = actions(of("default")).items("id");

    var first = actions(of("default") + "&limit=2").hasStatus(200);
    var next = first.json().path("next").asText();
    var second = actions(of("default") + "&limit=2&cursor=" + next);

    assertThat(all).hasSize(5).isSorted();
    assertThat(first.items("id")).isEqualTo(all.subList(0, 2));
    assertThat(second.items("id")).isEqualTo(all.subList(2, 4));
    actions(of("other") + "&limit=2&cursor=" + next).isInvalid("cursor");
  }

  @Test
  void userIdInCapitals_isTheSame() {
    write("{}");
    write("{}");
    var next = actions(of("default") + "&limit=1").json().path("next").asText();

    var query = of("default").replace(user.userId(), user.userId().toUpperCase(Locale.ROOT));

    assertThat(actions(query).items("userId")).containsExactly(user.userId(), user.userId());
    assertThat(actions(query + "&cursor=" + next).items("id")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', userId",
    "from=x, from",
    "to=2026-02-30T00:00:00Z, to",
    "from=2&to=1, from",
    "limit=1001, limit",
    "order=up, order",
  })
  void badParameterOfActions_isNamed(String query, String field) {
    if (query.isEmpty()) {
      actions("limit=1").isInvalid(field);
      actions("name=&userId=" + user.userId()).isInvalid("name");
      actions("name=default").isInvalid(field);
      actions("name=default&userId=abc").isInvalid(field);
      actions("name=default&userId=" + "a".repeat(3_000)).isInvalid(field);
    } else {
      actions(of("default") + "&" + query).isInvalid(field);
    }
  }

  @Test
  void keyWithoutTheRole_is403() {
    var call = Call.get("/source/actions?" + of("default"));

    for (var key : List.of(user.key(WRITE), user.key(READ), user.key(READ, WRITE))) {
      api().call(call.as(key)).isProblem(403);
    }
    api().call(call).isProblem(401);
  }

  private String of(String name) {
    return "userId=" + user.userId() + "&name=" + name;
  }
}
