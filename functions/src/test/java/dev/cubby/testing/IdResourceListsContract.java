package dev.cubby.testing;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the lists of an [IdResource] promise, and its expiry.
public abstract class IdResourceListsContract extends IdResourceCase {

  IdResourceListsContract(IdResource type) {
    super(type);
  }

  // ---- Lists ------------------------------------------------------------------------------------

  @Test
  void emptyList_hasNoNext() {
    assertThat(call(Call.get(type.path())).hasStatus(200).body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void list_showsThingsAsGetDoes() {
    var thing = create("a");

    assertThat(call(Call.get(type.path())).json().at("/items/0")).isEqualTo(thing.json());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 23, 1000})
  void pages_holdEverythingOnceInTheOrderOfCreation(int limit) {
    var all = IntStream.range(0, 23).mapToObj("text %02d"::formatted).toList();
    all.forEach(text -> create(text).hasStatus(201));

    assertThat(walk(type.path() + "?limit=" + limit)).isEqualTo(all);
    assertThat(walk(type.path() + "?order=desc&limit=" + limit)).isEqualTo(all.reversed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "order=up", "cursor=", "cursor=AAAA"})
  void badListParameter_isNamed(String query) {
    call(Call.get(type.path() + "?" + query)).isInvalid(query.replaceAll("=.*", ""));
  }

  @Test
  void cursorOfAnotherList_is400() {
    var stranger = TestUser.create().key(READ, WRITE);
    Stream.of("a", "b", "c").forEach(this::create);
    var cursor = call(Call.get(type.path() + "?limit=1")).json().path("next").asText();
    var next = Call.get(type.path() + "?limit=1&cursor=" + cursor);

    api().call(next.as(stranger)).isInvalid("cursor");
    call(Call.get(type.path() + "?order=desc&cursor=" + cursor)).isInvalid("cursor");
    call(Call.get(type.path() + "?cursor=" + cursor + "A")).isInvalid("cursor");
    assertThat(texts(next.target())).containsExactly("b");
  }

  // ---- Expiry -----------------------------------------------------------------------------------

  @Test
  void expiry_isRoundedUpToAWholeSecond() {
    var thing = call(Call.post(type.path() + "?ttl=60", type.body("a"))).hasStatus(201);
    var createdAt = Instant.parse(thing.json().path("createdAt").asText());

    var expiresAt = Instant.parse(thing.json().path("expiresAt").asText());
    assertThat(expiresAt).isEqualTo(expiresAt.truncatedTo(ChronoUnit.SECONDS));
    assertThat(expiresAt).isBetween(createdAt.plusSeconds(60), createdAt.plusSeconds(61));
    assertThat(
            call(Call.put(pathOf(thing) + "?expiresAt=2100-01-01T00:00:00%2B01:00", type.body("b")))
                .json()
                .path("expiresAt")
                .asText())
        .isEqualTo("2099-12-31T23:00:00Z");
    assertThat(call(Call.get(type.path())).json().at("/items/0/expiresAt").asText())
        .isEqualTo("2099-12-31T23:00:00Z");
    assertThat(call(Call.put(pathOf(thing), type.body("b"))).json().has("expiresAt")).isFalse();
  }

  @Test
  void expiredThing_isAbsentEverywhere() {
    var thing = call(Call.post(type.path() + "?ttl=1", type.body("a"))).hasStatus(201);
    create("b");
    api().elapse(Duration.ofSeconds(2));

    call(Call.get(pathOf(thing))).isProblem(404);
    call(Call.put(pathOf(thing), type.body("c"))).isProblem(404);
    call(Call.put(pathOf(thing), type.body("c")).header("If-Match", thing.etag())).isProblem(404);
    call(Call.delete(pathOf(thing))).isProblem(404);
    call(Call.delete(pathOf(thing)).header("If-Match", thing.etag())).isProblem(404);
    assertThat(texts(type.path())).containsExactly("b");
  }

  @Test
  void badExpiry_isNamed() {
    for (var ttl : List.of("ttl=0", "ttl=-5", "ttl=1.5", "ttl=", "ttl=1&expiresAt=4102444800")) {
      call(Call.post(type.path() + "?" + ttl, type.body("a"))).isInvalid("ttl");
    }
    for (var time : List.of("2020-01-01T00:00:00Z", "1", "tomorrow", "2100-02-30T00:00:00Z")) {
      call(Call.post(type.path() + "?expiresAt=" + time, type.body("a"))).isInvalid("expiresAt");
    }
  }
}
