package dev.cubby.testing;

import com.fasterxml.jackson.databind.JsonNode;

/// Resources whose things belong to a user and have ids that the API makes, and how such things
/// look. A text, of 200 characters at most, tells a thing and its versions from others.
public enum Sample {
  NOTES("/notes", "{\"title\":\"%s\",\"content\":\"Bread, milk\"}", "title"),
  ITEMS("/items", "{\"name\":\"%s\"}", "name");

  private final String path;
  private final String body;
  private final String field;

  Sample(String path, String body, String field) {
    this.path = path;
    this.body = body;
    this.field = field;
  }

  /// Where the list of them is.
  public String path() {
    return path;
  }

  /// The body that says `text`, as it stands in JSON.
  public String body(String text) {
    return body.replace("%s", text);
  }

  /// The text of a thing as the API shows it.
  public String text(JsonNode thing) {
    return thing.path(field).asText();
  }
}
