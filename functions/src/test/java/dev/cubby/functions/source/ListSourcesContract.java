package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the list of sources promises, whichever way it is called.
abstract class ListSourcesContract extends SourceCase {

  // In the order of their bytes.
  private static final List<String> NAMES = List.of("a", "a-b", "a.b", "a1", "b", "default");

  @Test
  void sources_areListedByNameOnce() {
    writeAll();
    writeAll();

    assertThat(sources("").json().toString())
        .isEqualTo(
            "{\"items\":[{\"name\":\"a\"},{\"name\":\"a-b\"},{\"name\":\"a.b\"},"
                + "{\"name\":\"a1\"},{\"name\":\"b\"},{\"name\":\"default\"}]}");
    assertThat(sources("?order=desc").items("name")).isEqualTo(NAMES.reversed());
  }

  @ParameterizedTest
  @CsvSource({"1, asc", "1, desc", "2, asc", "4, desc", "6, asc", "7, desc"})
  void pages_holdEachSourceOnce(int limit, String order) {
    writeAll();
    writeAll();
    var query = "?limit=" + limit + "&order=" + order;
    var found = new ArrayList<String>();

    var page = sources(query);
    found.addAll(page.items("name"));
    while (page.json().has("next")) {
      assertThat(page.items("name")).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.header("Link")).contains("limit=" + limit).endsWith("rel=\"next\"");
      page = sources(query + "&cursor=" + page.json().path("next").asText());
      found.addAll(page.items("name"));
    }

    assertThat(found).isEqualTo(order.equals("asc") ? NAMES : NAMES.reversed());
  }

  @Test
  void sourcesOfAnotherUser_areNotListed() {
    write("{}").hasStatus(200);

    var answer = api().call(Call.get("/sources").as(TestUser.create().key(READ)));

    assertThat(answer.hasStatus(200).items("name")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"limit=0, limit", "limit=1001, limit", "order=up, order", "cursor=abc, cursor"})
  void badParameter_isNamed(String query, String field) {
    api().call(Call.get("/sources?" + query).as(reader)).isInvalid(field);
  }

  @Test
  void keyWithoutTheRole_is403() {
    for (var key : List.of(user.key(WRITE), user.key(ADMIN))) {
      api().call(Call.get("/sources").as(key)).isProblem(403);
    }
    api().call(Call.get("/sources")).isProblem(401);
  }

  private void writeAll() {
    for (var name : NAMES) {
      write("{\"a\":1}", "\"name\":\"" + name + "\"").hasStatus(200);
    }
  }

  private Answer sources(String query) {
    return api().call(Call.get("/sources" + query).as(reader)).hasStatus(200);
  }
}
