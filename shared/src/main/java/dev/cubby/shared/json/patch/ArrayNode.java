package dev.cubby.shared.json.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

final class ArrayNode extends CompoundNode {

  private final List<Node> elements;

  ArrayNode(List<Node> elements, Slice text) {
    super(text);
    this.elements = elements;
  }

  private ArrayNode(ArrayNode other) {
    super(other);
    this.elements = new ArrayList<>(other.elements);
    elements.replaceAll(Node::copy);
  }

  List<Node> elements() {
    return elements;
  }

  @Override
  public int depth() {
    int deepest = 0;
    for (var element : elements) {
      deepest = Math.max(deepest, element.depth());
    }
    return deepest + 1;
  }

  @Override
  public ArrayNode copy() {
    return new ArrayNode(this);
  }

  @Override
  int lengthOfChildren() {
    int sum = 1 + Math.max(1, elements.size());
    for (var element : elements) {
      sum += element.length();
    }
    return sum;
  }

  @Override
  void appendChildrenTo(StringBuilder out) {
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
  public boolean add(String token, Node child) {
    var index = token.equals("-") ? OptionalInt.of(elements.size()) : index(token);
    if (index.isEmpty() || index.getAsInt() > elements.size()) {
      return false;
    }
    elements.add(index.getAsInt(), child);
    grow(child.length() + comma());
    return true;
  }

  @Override
  public boolean replace(String token, Node child) {
    var index = existing(token);
    if (index.isEmpty()) {
      return false;
    }
    var old = elements.set(index.getAsInt(), child);
    grow(child.length() - old.length());
    return true;
  }

  @Override
  public boolean remove(String token) {
    var index = existing(token);
    if (index.isEmpty()) {
      return false;
    }
    int comma = comma();
    var old = elements.remove(index.getAsInt());
    grow(-old.length() - comma);
    return true;
  }

  // The commas that one of the elements takes.
  private int comma() {
    return elements.size() > 1 ? 1 : 0;
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
}
