package dev.cubby.functions.keys;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Caller;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What an administrator does, for tests of keys. They may share a table: each test has users of
/// its own.
abstract class KeysCase {

  static final String NOBODY = "/users/01939b2e-5d0c-7000-8000-00000000dead";
  static final String NONE = "01939b2e-5d0c-7000-8000-00000000beef";

  final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);

  abstract Api api();

  /// Creates a user, and returns its path.
  abstract String newUser();

  public final Answer call(Call call) {
    return call(api(), call);
  }

  /// The same by way of `other`.
  final Answer call(Api other, Call call) {
    return other.call(call.as(admin));
  }

  /// The same, where there are users.
  final String signUp() {
    var email = UUID.randomUUID() + "@example.com";
    return call(Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\"}"))
        .hasStatus(201)
        .header("Location");
  }

  /// Makes a key, later than the one before.
  final Answer make(String user, String body) {
    api().elapse(Duration.ofMillis(1));
    return call(Call.post(user + "/keys", body));
  }

  final Answer make(String user) {
    return make(user, "{\"name\":\"import\",\"roles\":[\"read\"],\"plan\":\"basic\"}")
        .hasStatus(201);
  }

  /// Rotates a key, later than the one before.
  final Answer rotate(String user, Answer key, String body) {
    api().elapse(Duration.ofMillis(1));
    return call(Call.post(pathOf(user, key) + "/rotate", body));
  }

  /// A change, a rotation and a deletion of the key at `path`.
  static Stream<Call> onOne(String path) {
    return Stream.of(
        Call.put(path, "{\"name\":\"y\"}"), Call.post(path + "/rotate", "{}"), Call.delete(path));
  }

  final List<String> keysOf(String user) {
    return call(Call.get(user + "/keys")).hasStatus(200).items("keyId");
  }

  /// The ids of all keys in a list, page by page.
  final List<String> walk(String list, String query) {
    var all = new ArrayList<String>();
    var next = "";
    while (next != null) {
      var answer = call(Call.get(list + "?" + query + next)).hasStatus(200);
      all.addAll(answer.items("keyId"));
      next = answer.json().has("next") ? "&cursor=" + answer.json().path("next").asText() : null;
    }
    return all;
  }

  /// Makes all calls at once, by patient clients, and returns their answers in order.
  final List<Answer> atOnce(List<Call> calls) {
    return api().patiently().atOnce(calls.stream().map(call -> call.as(admin)).toList());
  }

  /// Who calls with `key`, as the authorizer would say.
  static TestKey holderOf(String user, Answer key) {
    var secret = secretOf(key);
    return new TestKey(secret, new Caller(userIdOf(user), idOf(key), Set.of(READ), "basic", null));
  }

  static String idOf(Answer key) {
    return key.json().path("keyId").asText();
  }

  static String pathOf(String user, Answer key) {
    return user + "/keys/" + idOf(key);
  }

  static ApiKey secretOf(Answer key) {
    return ApiKey.parse(key.json().path("apiKey").asText()).orElseThrow();
  }

  static String userIdOf(String user) {
    return user.substring("/users/".length());
  }
}
