package dev.cubby.functions.source;

/// What sources answer with: the HTTP status again, what it means, and the data.
record Answer(int status, String description, Object data) {

  static Answer ok(String description, Object data) {
    return new Answer(200, description, data);
  }
}
