package dev.cubby.idempotency;

import static java.util.stream.StreamSupport.stream;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;
import java.util.function.Function;

/// `POST /users`.
public final class CreatingUsers implements CreatingResource {

  @Override
  public Call create(String name, Function<Call, Answer> api) {
    return Call.post("/users", body(name, name, 7));
  }

  @Override
  public int statusOfSecond() {
    return 409;
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    return List.of(
        Call.post("/users", body(name, name, 8)),
        Call.post("/users", body(name, name + "-b", 7)),
        Call.post("/users?a=b", body(name, name, 7)));
  }

  @Override
  public Call change(String location) {
    return Call.put(location, "{\"age\":9}");
  }

  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    var users = api.apply(Call.get("/users?order=desc&limit=100")).hasStatus(200).json();
    return stream(users.path("items").spliterator(), false)
        .filter(user -> user.path("name").asText().equals(name))
        .map(user -> user.path("userId").asText())
        .toList();
  }

  private static String body(String name, String email, int age) {
    return """
    {"name": "%s", "email": "%s@example.com", "age": %d}\
    """
        .formatted(name, email, age);
  }
}
