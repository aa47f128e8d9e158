package dev.cubby.functions.source;

/// The response body of sources: the HTTP status, a description of the data, and the data.
record Envelope(int status, String description, Object data) {

  static Envelope ok(String description, Object data) {
    return new Envelope(200, description, data);
  }
}
