package dev.cubby.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/// Records, whose keys are the names, and whose values are the texts as JSON.
public final class Records implements ResourceType {

  @Override
  public Call create(String name, String text) {
    return Call.post(path(name), json(text));
  }

  @Override
  public Call replace(String path, String text) {
    return Call.put(path, json(text));
  }

  @Override
  public String path(String name) {
    return "/records/" + name;
  }

  @Override
  public String text(JsonNode resource) {
    return resource.asText();
  }

  @Override
  public List<View> views() {
    return List.of(
        new View(
            "/records",
            item ->
                String.join(
                    " ",
                    item.path("key").asText(),
                    item.path("value").asText(),
                    item.path("etag").asText()),
            version -> String.join(" ", version.name(), version.text(), version.etag())),
        new View("/records/keys", JsonNode::asText, Version::name));
  }

  @Override
  public List<String> ids(String name, Function<Call, Answer> api) {
    return api.apply(Call.get("/records/keys?prefix=" + name)).hasStatus(200).items("");
  }

  @Override
  public boolean isNamedByClients() {
    return true;
  }

  @Override
  public boolean takesLongTexts() {
    return true;
  }

  private static String json(String text) {
    return '"' + text + '"';
  }
}
