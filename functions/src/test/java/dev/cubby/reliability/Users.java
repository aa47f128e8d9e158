package dev.cubby.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;
import java.util.UUID;

/// Users, whose addresses are the names, and whose names are the texts.
final class Users implements Resource {

  @Override
  public Call create(String name, String text) {
    return Call.post("/users", "{\"name\":\"" + text + "\",\"email\":\"" + email(name) + "\"}");
  }

  @Override
  public Call replace(String path, String text) {
    return Call.put(path, "{\"name\":\"" + text + "\"}");
  }

  /// Nobody's.
  @Override
  public String path(String name) {
    return "/users/" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  @Override
  public String text(Answer read) {
    return read.json().path("name").asText();
  }

  @Override
  public List<View> views() {
    return List.of(
        new View(
            "/users",
            item -> item.path("email").asText() + " " + item.path("name").asText(),
            thing -> email(thing.name()) + " " + thing.text()));
  }

  @Override
  public boolean takesLongTexts() {
    return false;
  }

  @Override
  public int deleted() {
    return 200;
  }

  private static String email(String name) {
    return name + "@example.com";
  }
}
