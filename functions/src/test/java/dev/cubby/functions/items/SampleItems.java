package dev.cubby.functions.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Sample;

/// Items whose names are the texts.
final class SampleItems implements Sample {

  @Override
  public String path() {
    return "/items";
  }

  @Override
  public String body(String text) {
    return "{\"name\":\"" + text + "\"}";
  }

  @Override
  public String text(JsonNode item) {
    return item.path("name").asText();
  }
}
