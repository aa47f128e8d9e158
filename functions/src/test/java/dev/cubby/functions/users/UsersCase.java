package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Role.ADMIN;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What an administrator does, for tests of users. They may share a table: each user that they make
/// has an address of its own.
abstract class UsersCase {

  private final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);

  abstract Api api();

  final Answer call(Call call) {
    return api().call(call.as(admin));
  }

  /// Creates a user, later than the one before.
  final Answer signUp(String email) {
    api().elapse(Duration.ofMillis(1));
    return call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\",\"age\":7}"));
  }

  final Answer signUp() {
    return signUp(newEmail()).hasStatus(201);
  }

  static String newEmail() {
    return "ann-" + UUID.randomUUID() + "@example.com";
  }

  static String pathOf(Answer user) {
    return "/users/" + user.json().path("userId").asText();
  }

  /// Makes all calls at once, and returns their answers in order. As clients are told to, it
  /// repeats what others were in the way of for too long.
  final List<Answer> atOnce(List<Call> calls) {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      return clients.invokeAll(calls.stream().map(this::task).toList()).stream()
          .map(Future::resultNow)
          .toList();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The ids of all users in a list, page by page.
  final List<String> walk(String query) {
    var all = new ArrayList<String>();
    var next = "";
    while (next != null) {
      var answer = call(Call.get("/users?" + query + next)).hasStatus(200);
      all.addAll(answer.items("userId"));
      next = answer.json().has("next") ? "&cursor=" + answer.json().path("next").asText() : null;
    }
    return all;
  }

  private Callable<Answer> task(Call call) {
    return () -> {
      var answer = call(call);
      for (int i = 0; i < 5 && answer.status() == 503; i++) {
        answer = call(call);
      }
      return answer;
    };
  }
}
