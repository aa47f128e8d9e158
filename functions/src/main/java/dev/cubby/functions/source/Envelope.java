package dev.cubby.functions.source;

/// What sources answer with: the HTTP status again, what it means, and the data.
record Envelope(int status, String description, Object data) {

  static Envelope ok(String description, Object data) {
    return new Envelope(200, description, data);
  }
}
