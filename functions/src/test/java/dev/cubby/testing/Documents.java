package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Documents of one collection with ids that the API makes. Their text is also their name.
public final class Documents implements ResourceType {

  private static final String COLLECTION = "/collections/things";
  private static final String PATH = COLLECTION + "/documents";
  private static final String DECLARATION =
      """
      {"schema":{"required":["text"]},"indexes":{"byRank":{"fields":["/rank"]}}}\
      """;

  @Override
  public void prepare(Function<Call, Answer> api) {
    assertThat(api.apply(Call.put(COLLECTION, DECLARATION)).status()).isIn(200, 201);
  }

  @Override
  public Call create(String name, String text) {
    return Call.post(PATH, body(text));
  }

  @Override
  public Call replace(String path, String text) {
    return Call.put(path, body(text));
  }

  /// Nobody's.
  @Override
  public String path(String name) {
    return PATH + "/" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  @Override
  public String text(JsonNode resource) {
    return resource.path("text").asText();
  }

  @Override
  public List<View> views() {
    return List.of(view(PATH), view(PATH + "?index=byRank"));
  }

  @Override
  public List<String> ids(String name, Function<Call, Answer> api) {
    var list = api.apply(Call.get(PATH + "?limit=1000")).hasStatus(200).json();
    return list.path("items")
        .valueStream()
        .filter(item -> text(item.path("value")).startsWith(name))
        .map(item -> item.path("id").asText())
        .toList();
  }

  @Override
  public boolean hasUniqueNames() {
    return false;
  }

  @Override
  public boolean takesLongTexts() {
    return true;
  }

  @Override
  public boolean isOfOneUser() {
    return true;
  }

  private View view(String target) {
    return new View(
        target,
        item -> text(item.path("value")) + " " + item.path("etag").asText(),
        version -> version.text() + " " + version.etag());
  }

  // The rank is the length of the text, so that a replacement may move the entry in the index.
  private static String body(String text) {
    return "{\"text\":\"" + text + "\",\"rank\":" + text.length() + "}";
  }
}
