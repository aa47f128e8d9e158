package dev.cubby.functions.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Many users, listed while others are added.
class ManyUsersIT extends UsersCase {

  @RegisterExtension final HttpApi api = HttpApi.unshared();

  @Override
  Api api() {
    return api;
  }

  @Test
  void walkDuringSignUps_showsEachOf200UsersOnceInTheOrderOfCreation() throws Exception {
    check(200, 40);
  }

  @Test
  @Tag("slow")
  void walkDuringSignUps_showsEachOf1000UsersOnceInTheOrderOfCreation() throws Exception {
    check(1_000, 200);
  }

  private void check(int users, int more) throws Exception {
    Callable<String> signUp = () -> signUpPatiently().json().path("userId").asText();
    try (var clients = Executors.newFixedThreadPool(8)) {
      var old =
          clients.invokeAll(Stream.generate(() -> signUp).limit(users).toList()).stream()
              .map(Future::resultNow)
              .sorted()
              .toList();
      var added = Stream.generate(() -> clients.submit(signUp)).limit(more).toList();

      for (var limit : List.of("limit=17", "limit=100")) {
        var ascending = walk(limit);
        var descending = walk(limit + "&order=desc");

        for (var walked : List.of(ascending, descending.reversed())) {
          assertThat(walked).doesNotHaveDuplicates().isSorted();
          assertThat(walked.stream().filter(id -> id.compareTo(old.getLast()) <= 0)).isEqualTo(old);
        }
      }
      for (var future : added) {
        future.get();
      }
      assertThat(walk("limit=100")).hasSize(users + more);
    }
  }
}
