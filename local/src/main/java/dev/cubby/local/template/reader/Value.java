package dev.cubby.local.template.reader;

import dev.cubby.local.template.Refusals;
import dev.cubby.local.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value of a template, with its line (from 1). As in CloudFormation, every scalar is text.
sealed interface Value {

  int line();

  /// A failure at this value's line.
  default TemplateException refused(String message) {
    return new TemplateException(line(), message);
  }

  default String text() {
    throw refused("expected a text, a number or a boolean");
  }

  default List<Value> items() {
    throw refused("expected a list");
  }

  default Mapping mapping() {
    throw refused("expected a mapping");
  }

  default int integer() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw new TemplateException(line(), "expected an integer, not " + text(), e);
    }
  }

  default boolean bool() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("expected true or false, not " + text());
    };
  }

  record Scalar(String text, int line) implements Value {}

  record Sequence(List<Value> items, int line) implements Value {}

  record Mapping(Map<String, Value> members, int line) implements Value {

    private static final Mapping EMPTY = new Mapping(Map.of(), 0);

    static Mapping empty() {
      return EMPTY;
    }

    @Override
    public Mapping mapping() {
      return this;
    }

    @Nullable Value get(String name) {
      return members.get(name);
    }

    boolean has(String name) {
      return members.containsKey(name);
    }

    Value required(String name) {
      var value = members.get(name);
      if (value == null) {
        throw refused(name + " is missing");
      }
      return value;
    }

    @Nullable String text(String name) {
      var value = members.get(name);
      return value == null ? null : value.text();
    }

    String text(String name, String otherwise) {
      var value = members.get(name);
      return value == null ? otherwise : value.text();
    }

    boolean bool(String name, boolean otherwise) {
      var value = members.get(name);
      return value == null ? otherwise : value.bool();
    }

    int integer(String name, int otherwise) {
      var value = members.get(name);
      return value == null ? otherwise : value.integer();
    }

    List<String> texts(String name) {
      var value = members.get(name);
      return value == null ? List.of() : value.items().stream().map(Value::text).toList();
    }

    List<Value> items(String name) {
      var value = members.get(name);
      return value == null ? List.of() : value.items();
    }

    Mapping mapping(String name) {
      var value = members.get(name);
      return value == null ? EMPTY : value.mapping();
    }

    /// The members as texts, in the template's order.
    Map<String, String> texts() {
      var texts = new LinkedHashMap<String, String>();
      members.forEach((name, value) -> texts.put(name, value.text()));
      return texts;
    }

    /// @throws TemplateException if members are not among `known`; it names all of them
    void checkNames(Set<String> known) {
      var refusals = new Refusals();
      members.forEach((name, value) -> {
        if (!known.contains(name)) {
          refusals.add(value.refused("local does not know " + name + " here"));
        }
      });
      refusals.check();
    }

    /// Whether this is a call of an intrinsic function: one member, named `Ref`, `Condition` or
    /// `Fn::…`.
    boolean isIntrinsic() {
      if (members.size() != 1) {
        return false;
      }
      var name = members.keySet().iterator().next();
      return name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::");
    }
  }
}
