package dev.cubby.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;

/// Records, whose keys are the names, and whose values are the texts as JSON.
final class Records implements Resource {

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
  public String text(Answer read) {
    return read.json().asText();
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
            thing -> String.join(" ", thing.name(), thing.text(), thing.etag())),
        new View("/records/keys", JsonNode::asText, Thing.Version::name));
  }

  @Override
  public boolean isNamedByClients() {
    return true;
  }

  private static String json(String text) {
    return '"' + text + '"';
  }
}
