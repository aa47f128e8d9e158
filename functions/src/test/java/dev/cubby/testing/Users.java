package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Users, whose addresses are the names, and whose names are the texts.
public final class Users implements ResourceType {

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
  public String text(JsonNode resource) {
    return resource.path("name").asText();
  }

  @Override
  public List<View> views() {
    return List.of(
        new View(
            "/users",
            item -> item.path("email").asText() + " " + item.path("name").asText(),
            version -> email(version.name()) + " " + version.text()));
  }

  @Override
  public List<String> ids(String name, Function<Call, Answer> api) {
    return Stream.of(name, name + "-b")
        .map(other -> api.apply(Call.get("/users?email=" + email(other))))
        .flatMap(found -> found.hasStatus(200).items("userId").stream())
        .toList();
  }

  @Override
  public boolean mayExpire() {
    return false;
  }

  @Override
  public List<String> queries() {
    return List.of("");
  }

  @Override
  public int deleted() {
    return 200;
  }

  private static String email(String name) {
    return name + "@example.com";
  }
}
