package dev.cubby.idempotency;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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
        Call.post("/users", body(name + "-b", name, 7)));
  }

  @Override
  public Call change(String location) {
    return Call.put(location, "{\"age\":9}");
  }

  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    return Stream.of(name, name + "-b")
        .map(email -> api.apply(Call.get("/users?email=" + email + "@example.com")))
        .flatMap(found -> found.hasStatus(200).items("userId").stream())
        .toList();
  }

  private static String body(String name, String email, int age) {
    return """
    {"name": "%s", "email": "%s@example.com", "age": %d}\
    """
        .formatted(name, email, age);
  }
}
