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
    return call(newUser(email));
  }

  final Answer signUp() {
    return signUp(newEmail()).hasStatus(201);
  }

  /// The same by a patient client, whose repetitions make one user.
  final Answer signUpPatiently() {
    api().elapse(Duration.ofMillis(1));
    var email = newEmail();
    return atOnce(List.of(newUser(email).header("Idempotency-Key", email)))
        .getFirst()
        .hasStatus(201);
  }

  private static Call newUser(String email) {
    return Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\",\"age\":7}");
  }

  static String newEmail() {
    return "ann-" + UUID.randomUUID() + "@example.com";
  }

  static String pathOf(Answer user) {
    return "/users/" + user.json().path("userId").asText();
  }

  /// Makes all calls at once, by patient clients, and returns their answers in order.
  final List<Answer> atOnce(List<Call> calls) {
    return api().patiently().atOnce(calls.stream().map(call -> call.as(admin)).toList());
  }

  /// The ids of all users in a list, page by page.
  final List<String> walk(String query) {
    return walk(query, "userId");
  }

  /// The same with another field of each user.
  final List<String> walk(String query, String field) {
    var all = new ArrayList<String>();
    var next = "";
    while (next != null) {
      var answer = call(Call.get("/users?" + query + next)).hasStatus(200);
      all.addAll(answer.items(field));
      next = answer.json().has("next") ? "&cursor=" + answer.json().path("next").asText() : null;
    }
    return all;
  }
}
