package dev.cubby.functions.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What lists of users promise.
abstract class UserListsContract extends UsersCase {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 23, 100})
  void pages_holdEveryUserOnceInTheOrderOfCreation(int limit) {
    var created =
        Stream.generate(this::signUp)
            .limit(23)
            .map(user -> user.json().path("userId").asText())
            .toList();

    var ascending = walk("limit=" + limit);
    var descending = walk("order=desc&limit=" + limit);

    assertThat(ascending).doesNotHaveDuplicates().isSorted().containsSequence(created);
    assertThat(descending).isEqualTo(ascending.reversed());
  }

  @Test
  void list_showsUsersAsGetDoes() {
    var user = signUp();
    call(Call.put(pathOf(user), "{\"age\":null}")).hasStatus(200);

    assertThat(call(Call.get("/users?order=desc&limit=1")).json().at("/items/0"))
        .isEqualTo(call(Call.get(pathOf(user))).json());
  }

  @Test
  void pageThatAnotherFollows_linksToIt() {
    signUp();
    signUp();

    var page = call(Call.get("/users?limit=1")).hasStatus(200);

    var next = page.json().path("next").asText();
    assertThat(page.header("Link"))
        .matches("</users\\?[^>]*cursor=" + next + "[^>]*>; rel=\"next\"");
    call(Call.get("/users?order=desc&cursor=" + next)).isInvalid("cursor");
    call(Call.get("/users?email=a@example.com&cursor=" + next)).isInvalid("cursor");
    call(Call.get("/users?cursor=AAAAAAAAAAAAAAAA")).isInvalid("cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=", "order=up", "order="})
  void badListParameter_isNamed(String query) {
    call(Call.get("/users?" + query)).isInvalid(query.replaceAll("=.*", ""));
  }
}
