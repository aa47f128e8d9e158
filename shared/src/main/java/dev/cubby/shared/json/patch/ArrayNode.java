package dev.cubby.shared.json.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

final class ArrayNode implements Node {

  private final List<Node> elements;
  private final @Nullable Slice text;
  private final int length;
  private final int depth;

  /// @param text the text that was read; null for elements that have changed
  ArrayNode(List<Node> elements, @Nullable Slice text) {
    this.elements = elements;
    this.text = text;
    int sum = 1 + Math.max(1, elements.size());
    int deepest = 0;
    for (var element : elements) {
      sum += element.length();
      deepest = Math.max(deepest, element.depth());
    }
    this.length = text == null ? sum : text.length();
    this.depth = deepest + 1;
  }

  List<Node> elements() {
    return elements;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public void appendTo(StringBuilder out) {
    if (text != null) {
      text.appendTo(out);
      return;
    }
    out.append('[');
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      elements.get(i).appendTo(out);
    }
    out.append(']');
  }

  @Override
  public boolean isEqualTo(Node other) {
    if (!(other instanceof ArrayNode array) || array.elements.size() != elements.size()) {
      return false;
    }
    for (int i = 0; i < elements.size(); i++) {
      if (!elements.get(i).isEqualTo(array.elements.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<Node> child(String token) {
    var index = existing(token);
    return index.isEmpty() ? Optional.empty() : Optional.of(elements.get(index.getAsInt()));
  }

  @Override
  public Optional<Node> add(String token, Node child) {
    var index = token.equals("-") ? OptionalInt.of(elements.size()) : index(token);
    return index.isEmpty() || index.getAsInt() > elements.size()
        ? Optional.empty()
        : Optional.of(changed(copy -> copy.add(index.getAsInt(), child)));
  }

  @Override
  public Optional<Node> replace(String token, Node child) {
    var index = existing(token);
    return index.isEmpty()
        ? Optional.empty()
        : Optional.of(changed(copy -> copy.set(index.getAsInt(), child)));
  }

  @Override
  public Optional<Node> remove(String token) {
    var index = existing(token);
    return index.isEmpty()
        ? Optional.empty()
        : Optional.of(changed(copy -> copy.remove(index.getAsInt())));
  }

  private OptionalInt existing(String token) {
    var index = index(token);
    return index.isPresent() && index.getAsInt() < elements.size() ? index : OptionalInt.empty();
  }

  // An index has no leading zeros (RFC 6901 §4). No array has one of nine digits or more.
  private static OptionalInt index(String token) {
    boolean canonical =
        !token.isEmpty()
            && token.length() < 9
            && token.chars().allMatch(c -> '0' <= c && c <= '9')
            && (token.equals("0") || token.charAt(0) != '0');
    return canonical ? OptionalInt.of(Integer.parseInt(token)) : OptionalInt.empty();
  }

  private ArrayNode changed(Consumer<List<Node>> change) {
    var copy = new ArrayList<>(elements);
    change.accept(copy);
    return new ArrayNode(copy, null);
  }
}
