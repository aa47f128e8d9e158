package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Resources that belong to a user and have ids that the API makes. Their text, of 200 characters
/// at most, is also their name.
public enum IdResource implements ResourceType {
  NOTES("/notes", "{\"title\":\"%s\",\"content\":\"Bread, milk\"}", "title"),
  ITEMS("/items", "{\"name\":\"%s\"}", "name");

  private final String path;
  private final String body;
  private final String field;

  IdResource(String path, String body, String field) {
    this.path = path;
    this.body = body;
    this.field = field;
  }

  /// The path of their list.
  public String path() {
    return path;
  }

  /// The body that says `text`, as it stands in JSON.
  public String body(String text) {
    return body.replace("%s", text);
  }

  @Override
  public Call create(String name, String text) {
    return Call.post(path, body(text));
  }

  @Override
  public Call replace(String path, String text) {
    return Call.put(path, body(text));
  }

  /// Nobody's.
  @Override
  public String path(String name) {
    return path + "/" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  @Override
  public String text(JsonNode resource) {
    return resource.path(field).asText();
  }

  @Override
  public List<View> views() {
    return List.of(new View(path, this::text, Version::text));
  }

  @Override
  public List<String> ids(String name, Function<Call, Answer> api) {
    var list = api.apply(Call.get(path + "?limit=1000")).hasStatus(200).json();
    return list.path("items")
        .valueStream()
        .filter(resource -> text(resource).startsWith(name))
        .map(resource -> resource.path("id").asText())
        .toList();
  }

  @Override
  public boolean hasUniqueNames() {
    return false;
  }
}
