package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/// Converts YAML to JSON, for documents of the artifact only, never for input from clients.
public final class Yaml {

  private Yaml() {}

  /// Returns `yaml` as JSON, with its members in the same order.
  public static String toJson(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The document is not valid YAML", e);
    }
  }
}
