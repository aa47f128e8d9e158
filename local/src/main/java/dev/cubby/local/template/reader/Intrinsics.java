package dev.cubby.local.template.reader;

import dev.cubby.local.template.PseudoParameters;
import dev.cubby.local.template.Refusals;
import dev.cubby.local.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// CloudFormation's intrinsic functions. Others are refused by name.
final class Intrinsics {

  private static final Pattern DYNAMIC_REFERENCE = Pattern.compile("\\{\\{resolve:[^}]*}*");
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final Value.Mapping mappings;
  private final Conditions conditions;
  private final References references;

  Intrinsics(
      Value.Mapping mappings,
      Value.Mapping conditions,
      Map<String, Value> parameters,
      Map<String, Resource> resources,
      PseudoParameters pseudoParameters) {
    this.mappings = mappings;
    this.conditions = new Conditions(conditions, this::resolve);
    this.references = new References(parameters, resources, pseudoParameters, this::resolve);
  }

  /// Whether the condition called `name` holds.
  boolean holds(String name, Value place) {
    return conditions.holds(name, place);
  }

  /// The function whose name is `name`, or null.
  @Nullable Resource function(String name) {
    return references.function(name);
  }

  /// The table, queue or topic whose ARN, or whose stream's, is `arn`, or null.
  @Nullable Resource resourceOf(String arn) {
    return references.resourceOf(arn);
  }

  /// `value` with every function in it evaluated, or null if it is `AWS::NoValue`.
  ///
  /// @throws TemplateException if a function is unknown, or refers to something unknown, and for a
  ///   dynamic reference (`{{resolve:…}}`)
  @Nullable Value resolve(Value value) {
    var resolved = evaluated(value);
    if (resolved instanceof Value.Scalar(var text, _)) {
      var reference = DYNAMIC_REFERENCE.matcher(text);
      if (reference.find()) {
        throw value.refused("local does not look up " + reference.group());
      }
    }
    return resolved;
  }

  private @Nullable Value evaluated(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> scalar;
      case Value.Sequence(var items, int line) -> new Value.Sequence(resolveAll(items), line);
      case Value.Mapping mapping when mapping.isIntrinsic() -> {
        var call = mapping.members().entrySet().iterator().next();
        yield call(call.getKey(), call.getValue());
      }
      case Value.Mapping(var members, int line) -> {
        var resolved = new LinkedHashMap<String, Value>();
        var refusals = new Refusals();
        members.forEach((name, member) ->
            refusals.run(() -> {
              var result = resolve(member);
              if (result != null) {
                resolved.put(name, result);
              }
            }));
        refusals.check();
        yield new Value.Mapping(resolved, line);
      }
    };
  }

  private List<Value> resolveAll(List<Value> items) {
    var resolved = new ArrayList<Value>();
    var refusals = new Refusals();
    for (var item : items) {
      refusals.run(() -> {
        var result = resolve(item);
        if (result != null) {
          resolved.add(result);
        }
      });
    }
    refusals.check();
    return resolved;
  }

  private Value required(Value value) {
    var resolved = resolve(value);
    if (resolved == null) {
      throw value.refused("AWS::NoValue is not allowed here");
    }
    return resolved;
  }

  private @Nullable Value call(String function, Value argument) {
    if (Conditions.FUNCTIONS.contains(function)) {
      return scalar(Boolean.toString(conditions.call(function, argument)), argument);
    }
    return switch (function) {
      case "Ref" ->
          argument.text().equals("AWS::NoValue") ? null : references.ref(argument.text(), argument);
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> sub(argument);
      case "Fn::Join" -> join(argument);
      case "Fn::If" -> {
        var items = items(argument, 3);
        yield resolve(holds(items.getFirst().text(), argument) ? items.get(1) : items.get(2));
      }
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::FindInMap" -> findInMap(argument);
      case "Fn::Base64" ->
          scalar(
              Base64.getEncoder()
                  .encodeToString(required(argument).text().getBytes(StandardCharsets.UTF_8)),
              argument);
      default -> throw argument.refused("local does not know the function " + function);
    };
  }

  private Value attribute(Value argument) {
    if (argument instanceof Value.Scalar(var text, _)) {
      int dot = text.indexOf('.');
      if (dot < 0) {
        throw argument.refused("GetAtt needs a resource and an attribute");
      }
      return references.attribute(text.substring(0, dot), text.substring(dot + 1), argument);
    }
    var items = items(argument, 2);
    return references.attribute(
        items.getFirst().text(), required(items.getLast()).text(), argument);
  }

  private Value sub(Value argument) {
    var template = argument;
    var variables = Value.Mapping.empty();
    if (argument instanceof Value.Sequence) {
      var items = items(argument, 2);
      template = items.getFirst();
      variables = required(items.getLast()).mapping();
    }
    var local = variables;
    var text =
        SUBSTITUTION
            .matcher(template.text())
            .replaceAll(match ->
                Matcher.quoteReplacement(
                    match.group(1).isEmpty()
                        ? variable(match.group(2).strip(), local, argument)
                        : "${" + match.group(2) + "}"));
    return scalar(text, argument);
  }

  private String variable(String name, Value.Mapping local, Value place) {
    var own = local.get(name);
    if (own != null) {
      return own.text();
    }
    boolean generatedBySam =
        name.endsWith(".Alias") || name.endsWith(".Version") || name.endsWith(".Stage");
    return name.contains(".") && !generatedBySam
        ? attribute(scalar(name, place)).text()
        : references.ref(name, place).text();
  }

  private Value join(Value argument) {
    var items = items(argument, 2);
    var delimiter = items.getFirst().text();
    return scalar(
        required(items.getLast()).items().stream()
            .map(Value::text)
            .collect(Collectors.joining(delimiter)),
        argument);
  }

  private Value select(Value argument) {
    var items = items(argument, 2);
    int index = required(items.getFirst()).integer();
    var list = required(items.getLast()).items();
    if (index < 0 || index >= list.size()) {
      throw argument.refused("Select of item " + index + " of a list of " + list.size());
    }
    return list.get(index);
  }

  private Value split(Value argument) {
    var items = items(argument, 2);
    var parts = required(items.getLast()).text().split(Pattern.quote(items.getFirst().text()), -1);
    return new Value.Sequence(
        Arrays.stream(parts).map(part -> scalar(part, argument)).toList(), argument.line());
  }

  private Value findInMap(Value argument) {
    var keys = items(argument, 3).stream().map(key -> required(key).text()).toList();
    Value found = mappings;
    for (var key : keys) {
      var next = found.mapping().get(key);
      if (next == null) {
        throw argument.refused("FindInMap finds no " + String.join(".", keys));
      }
      found = next;
    }
    return found;
  }

  private static List<Value> items(Value argument, int count) {
    var items = argument.items();
    if (items.size() != count) {
      throw argument.refused("expected a list of " + count);
    }
    return items;
  }

  private static Value scalar(String text, Value place) {
    return new Value.Scalar(text, place.line());
  }
}
