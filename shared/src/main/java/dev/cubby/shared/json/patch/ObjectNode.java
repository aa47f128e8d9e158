package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

final class ObjectNode implements Node {

  static final ObjectNode EMPTY = new ObjectNode(Map.of(), null);

  /// A member's value, and the text before it: its name and a colon.
  record Member(String name, Node value) {
    int length() {
      return name.length() + value.length();
    }
  }

  private final Map<String, Member> members;
  private final @Nullable Slice text;
  private final int length;
  private final int depth;

  /// @param members the members by their names, in order
  /// @param text the text that was read; null for members that have changed
  ObjectNode(Map<String, Member> members, @Nullable Slice text) {
    this.members = members;
    this.text = text;
    int sum = 1 + Math.max(1, members.size());
    int deepest = 0;
    for (var member : members.values()) {
      sum += member.length();
      deepest = Math.max(deepest, member.value().depth());
    }
    this.length = text == null ? sum : text.length();
    this.depth = deepest + 1;
  }

  Map<String, Member> members() {
    return members;
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
    char separator = '{';
    for (var member : members.values()) {
      out.append(separator).append(member.name());
      member.value().appendTo(out);
      separator = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  @Override
  public boolean isEqualTo(Node other) {
    return other instanceof ObjectNode object
        && object.members.size() == members.size()
        && members.entrySet().stream()
            .allMatch(member ->
                object
                    .child(member.getKey())
                    .filter(value -> value.isEqualTo(member.getValue().value()))
                    .isPresent());
  }

  @Override
  public Optional<Node> child(String token) {
    return Optional.ofNullable(members.get(token)).map(Member::value);
  }

  @Override
  public Optional<Node> add(String token, Node child) {
    return Optional.of(
        changed(copy ->
            copy.merge(
                token,
                new Member(Json.write(token) + ":", child),
                (old, added) -> new Member(old.name(), added.value()))));
  }

  @Override
  public Optional<Node> replace(String token, Node child) {
    return members.containsKey(token) ? add(token, child) : Optional.empty();
  }

  @Override
  public Optional<Node> remove(String token) {
    return members.containsKey(token)
        ? Optional.of(changed(copy -> copy.remove(token)))
        : Optional.empty();
  }

  private ObjectNode changed(Consumer<Map<String, Member>> change) {
    var copy = new LinkedHashMap<>(members);
    change.accept(copy);
    return new ObjectNode(copy, null);
  }

  /// Applies a merge patch (RFC 7396 §2) to this object.
  ObjectNode merge(ObjectNode patch) {
    return patch.members.isEmpty()
        ? this
        : changed(copy ->
            patch.members.forEach((name, member) -> {
              if (member.value() instanceof ScalarNode scalar && scalar.isNull()) {
                copy.remove(name);
              } else {
                var old = copy.get(name);
                copy.put(
                    name,
                    old == null
                        ? new Member(member.name(), MergePatch.merge(EMPTY, member.value()))
                        : new Member(old.name(), MergePatch.merge(old.value(), member.value())));
              }
            }));
  }
}
