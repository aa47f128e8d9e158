package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;

/// The resources that PATCH changes. Each has a text under the name `field`, and more beside it.
public enum Patchable {
  RECORDS("/records", "text", "{\"n\":1.0,\"text\":\"%s\"}"),
  NOTES("/notes", "content", "{\"title\":\"Groceries\",\"content\":\"%s\"}"),
  ITEMS("/items", "name", "{\"name\":\"%s\",\"description\":\"Brass\"}"),
  DOCUMENTS("/collections/patched/documents", "text", "{\"n\":1.0,\"text\":\"%s\"}");

  private final String path;
  private final String field;
  private final String body;

  Patchable(String path, String field, String body) {
    this.path = path;
    this.field = field;
    this.body = body;
  }

  public String field() {
    return field;
  }

  /// The body with this text.
  public String body(String text) {
    return body.formatted(text);
  }

  /// Creates one with this text, under a `name` if clients choose it, and returns the answer, whose
  /// `Location` is its path.
  public Answer create(String name, String text, String query, Function<Call, Answer> api) {
    if (this == DOCUMENTS) {
      var indexes = "{\"byText\":{\"fields\":[\"/text\"]}}";
      var collection =
          Call.put("/collections/patched", "{\"schema\":{},\"indexes\":" + indexes + "}");
      assertThat(api.apply(collection).status()).isIn(200, 201);
    }
    var target = (this == RECORDS ? path + "/" + name : path) + query;
    return api.apply(Call.post(target, body(text))).hasStatus(201);
  }

  /// A path at which nothing is.
  public String nothing() {
    return path + "/01939b2e-5d0c-7000-8000-000000000001";
  }

  /// Replaces the text.
  public Call patch(String path, String text) {
    return Call.patch(path, "{\"" + field + "\":\"" + text + "\"}");
  }

  /// Replaces the text if it is `old`.
  public Call patch(String path, String old, String text) {
    return Call.operations(
        path,
        """
        {"op":"test","path":"/%s","value":"%s"},{"op":"replace","path":"/%s","value":"%s"}\
        """
            .formatted(field, old, field, text));
  }
}
