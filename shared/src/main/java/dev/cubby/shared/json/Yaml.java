package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/// Turns YAML into JSON. It is for documents of the artifact, not for what clients send.
public final class Yaml {

  private Yaml() {}

  /// Returns the document `yaml` as JSON, members in the same order.
  public static String toJson(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The document is not valid YAML", e);
    }
  }
}
