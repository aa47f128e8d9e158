package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.JsonText;

/// A JSON Merge Patch (RFC 7396): an object changes the members that it names, and `null` removes
/// one; any other value replaces the whole.
record MergePatch(Node patch) implements Patch {

  @Override
  public JsonText apply(JsonText value) {
    return new JsonText(merge(NodeReader.read(value), patch).text());
  }

  static Node merge(Node value, Node patch) {
    return patch instanceof ObjectNode changes
        ? (value instanceof ObjectNode object ? object : ObjectNode.EMPTY).merge(changes)
        : patch;
  }
}
