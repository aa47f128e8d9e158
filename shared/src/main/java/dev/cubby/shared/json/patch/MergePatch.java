package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.JsonText;

/// A JSON Merge Patch (RFC 7396): an object changes the members that it names, and `null` removes
/// one; any other value replaces the whole.
record MergePatch(Node patch) implements Patch {

  @Override
  public JsonText apply(JsonText value) {
    return new JsonText(merge(NodeReader.read(value), patch).text());
  }

  /// Returns `value`, changed by `patch`, or what replaces it.
  static Node merge(Node value, Node patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    var object = value instanceof ObjectNode old ? old : ObjectNode.empty();
    object.merge(changes);
    return object;
  }
}
