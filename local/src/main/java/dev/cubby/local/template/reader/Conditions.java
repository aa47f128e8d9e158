package dev.cubby.local.template.reader;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The `Conditions` section and its functions. A condition is evaluated on demand.
final class Conditions {

  static final Set<String> FUNCTIONS =
      Set.of("Condition", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not");

  private final Value.Mapping declarations;
  private final UnaryOperator<@Nullable Value> resolve;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  Conditions(Value.Mapping declarations, UnaryOperator<@Nullable Value> resolve) {
    this.declarations = declarations;
    this.resolve = resolve;
  }

  /// Whether the condition called `name` holds.
  boolean holds(String name, Value place) {
    var declaration = declarations.get(name);
    if (declaration == null) {
      throw place.refused("there is no condition " + name);
    }
    var result = known.get(name);
    if (result != null) {
      return result;
    }
    if (!underWay.add(name)) {
      throw declaration.refused("condition " + name + " depends on itself");
    }
    boolean holds = isTrue(declaration);
    known.put(name, holds);
    return holds;
  }

  /// The result of the condition function `name`.
  boolean call(String name, Value argument) {
    return switch (name) {
      case "Condition" -> holds(argument.text(), argument);
      case "Fn::Equals" -> {
        var items = items(argument, 2, 2);
        yield resolved(items.getFirst()).equals(resolved(items.getLast()));
      }
      case "Fn::And" -> items(argument, 2, 10).stream().allMatch(this::isTrue);
      case "Fn::Or" -> items(argument, 2, 10).stream().anyMatch(this::isTrue);
      case "Fn::Not" -> !isTrue(items(argument, 1, 1).getFirst());
      default -> throw argument.refused(name + " is not a condition function");
    };
  }

  private boolean isTrue(Value condition) {
    var resolved = resolve.apply(condition);
    if (resolved == null) {
      throw condition.refused("AWS::NoValue is not a condition");
    }
    return resolved.bool();
  }

  private String resolved(Value operand) {
    var resolved = resolve.apply(operand);
    if (resolved == null) {
      throw operand.refused("AWS::NoValue cannot be compared");
    }
    return resolved.text();
  }

  private static List<Value> items(Value argument, int min, int max) {
    var items = argument.items();
    if (items.size() < min || items.size() > max) {
      throw argument.refused(
          "expected " + (min == max ? min : min + " to " + max) + " conditions or operands");
    }
    return items;
  }
}
