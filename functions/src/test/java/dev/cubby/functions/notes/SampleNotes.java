package dev.cubby.functions.notes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Sample;

/// Notes whose titles are the texts.
final class SampleNotes implements Sample {

  @Override
  public String path() {
    return "/notes";
  }

  @Override
  public String body(String text) {
    return "{\"title\":\"" + text + "\",\"content\":\"Bread, milk\"}";
  }

  @Override
  public String text(JsonNode note) {
    return note.path("title").asText();
  }
}
