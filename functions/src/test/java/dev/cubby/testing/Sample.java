package dev.cubby.testing;

import com.fasterxml.jackson.databind.JsonNode;

/// How things look of a resource whose ids the API makes. A text tells a thing and its versions
/// from others.
public interface Sample {

  /// Where the list of them is.
  String path();

  /// The body that says `text`.
  String body(String text);

  /// The text of a thing as the API shows it.
  String text(JsonNode thing);
}
