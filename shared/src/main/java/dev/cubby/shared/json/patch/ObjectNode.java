package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

final class ObjectNode extends CompoundNode {

  private static final Pattern UNPAIRED = Pattern.compile("[\\ud800-\\udfff]");

  /// A member's value, and the text before it: its name and a colon.
  record Member(String name, Node value) {
    int length() {
      return name.length() + value.length();
    }
  }

  private final Map<String, Member> members;

  /// @param members the members by their names, in order
  ObjectNode(Map<String, Member> members, Slice text) {
    super(text);
    this.members = members;
  }

  private ObjectNode(ObjectNode other) {
    super(other);
    this.members = new LinkedHashMap<>(other.members);
    members.replaceAll((_, member) -> new Member(member.name(), member.value().copy()));
  }

  static ObjectNode empty() {
    return new ObjectNode(new LinkedHashMap<>(), new Slice("{}", 0, 2));
  }

  @Override
  public int depth() {
    int deepest = 0;
    for (var member : members.values()) {
      deepest = Math.max(deepest, member.value().depth());
    }
    return deepest + 1;
  }

  @Override
  public ObjectNode copy() {
    return new ObjectNode(this);
  }

  @Override
  int lengthOfChildren() {
    int sum = 1 + Math.max(1, members.size());
    for (var member : members.values()) {
      sum += member.length();
    }
    return sum;
  }

  @Override
  void appendChildrenTo(StringBuilder out) {
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
  public boolean add(String token, Node child) {
    if (!replace(token, child)) {
      var added = new Member(name(token), child);
      members.put(token, added);
      grow(added.length() + comma());
    }
    return true;
  }

  @Override
  public boolean replace(String token, Node child) {
    var old = members.get(token);
    if (old == null) {
      return false;
    }
    members.put(token, new Member(old.name(), child));
    grow(child.length() - old.value().length());
    return true;
  }

  @Override
  public boolean remove(String token) {
    int comma = comma();
    var old = members.remove(token);
    if (old == null) {
      return false;
    }
    grow(-old.length() - comma);
    return true;
  }

  // The commas that one of the members takes.
  private int comma() {
    return members.size() > 1 ? 1 : 0;
  }

  // An unpaired surrogate has no UTF-8 encoding, only an escape.
  private static String name(String token) {
    return UNPAIRED
            .matcher(Json.write(token))
            .replaceAll(unpaired -> "\\\\u%04x".formatted((int) unpaired.group().charAt(0)))
        + ":";
  }

  /// Applies a merge patch (RFC 7396 §2) to this object. Arrays and scalars of `patch` become a
  /// part of it.
  void merge(ObjectNode patch) {
    if (patch.members.isEmpty()) {
      return;
    }
    patch.members.forEach((name, member) -> {
      if (member.value() instanceof ScalarNode scalar && scalar.isNull()) {
        members.remove(name);
      } else {
        var old = members.getOrDefault(name, new Member(member.name(), ScalarNode.NULL));
        members.put(name, new Member(old.name(), MergePatch.merge(old.value(), member.value())));
      }
    });
    recount();
  }
}
