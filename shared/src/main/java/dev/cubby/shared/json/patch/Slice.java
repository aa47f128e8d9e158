package dev.cubby.shared.json.patch;

/// A part of a text, from `start` to before `end`.
record Slice(String text, int start, int end) {

  int length() {
    return end - start;
  }

  void appendTo(StringBuilder out) {
    out.append(text, start, end);
  }
}
