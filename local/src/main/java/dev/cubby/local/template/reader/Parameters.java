package dev.cubby.local.template.reader;

import dev.cubby.local.template.Refusals;
import dev.cubby.local.template.TemplateException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The `Parameters` section: defaults, overrides and the checks that CloudFormation makes of them.
final class Parameters {

  private static final Pattern LOOKED_UP = Pattern.compile("AWS::SSM::Parameter::Value<(.+)>");

  private Parameters() {}

  /// The value of each declared parameter.
  ///
  /// @param refusals gets values that are missing or not allowed, and overrides without a
  ///   declaration
  static Map<String, Value> resolve(
      Value.Mapping declarations, Map<String, String> overrides, Refusals refusals) {
    for (var name : overrides.keySet()) {
      if (!declarations.has(name)) {
        refusals.add(new TemplateException("has no parameter " + name));
      }
    }
    var values = new LinkedHashMap<String, Value>();
    declarations
        .members()
        .forEach((name, declaration) ->
            refusals.run(() -> values.put(name, value(name, declaration.mapping(), overrides))));
    return values;
  }

  private static Value value(
      String name, Value.Mapping declaration, Map<String, String> overrides) {
    var type = declaration.required("Type").text();
    var text = overrides.get(name);
    var lookedUp = LOOKED_UP.matcher(type);
    if (lookedUp.matches()) {
      if (text == null) {
        throw declaration.refused(
            "parameter "
                + name
                + " has type "
                + type
                + ", which local does not look up; give it with --parameter "
                + name
                + "=VALUE");
      }
      // The rules of the declaration are for the name that is looked up.
      return value(lookedUp.group(1), text, declaration.line());
    }
    if (text == null) {
      text = declaration.text("Default");
    }
    if (text == null) {
      throw declaration.refused("parameter " + name + " has no default and no value is given");
    }
    var value = value(type, text, declaration.line());
    switch (value) {
      case Value.Sequence(var items, _) ->
          items.forEach(item -> check(name, type, item.text(), declaration));
      default -> check(name, type, value.text(), declaration);
    }
    return value;
  }

  private static Value value(String type, String text, int line) {
    if (!type.equals("CommaDelimitedList") && !type.startsWith("List<")) {
      return new Value.Scalar(text, line);
    }
    var items = Arrays.stream(text.split(",", -1)).map(String::strip);
    return new Value.Sequence(
        items.<Value>map(item -> new Value.Scalar(item, line)).toList(), line);
  }

  private static void check(String name, String type, String text, Value.Mapping declaration) {
    var allowed = declaration.texts("AllowedValues");
    if (!allowed.isEmpty() && !allowed.contains(text)) {
      throw refused(name, text, declaration, "is not one of " + String.join(", ", allowed));
    }
    var pattern = declaration.get("AllowedPattern");
    if (pattern != null && !compile(pattern).matcher(text).matches()) {
      throw refused(name, text, declaration, "does not match " + pattern.text());
    }
    if (text.length() < declaration.integer("MinLength", 0)
        || text.length() > declaration.integer("MaxLength", Integer.MAX_VALUE)) {
      throw refused(name, text, declaration, "is shorter or longer than allowed");
    }
    if (type.equals("Number") || type.equals("List<Number>")) {
      checkNumber(name, text, declaration);
    }
  }

  private static void checkNumber(String name, String text, Value.Mapping declaration) {
    try {
      var number = new BigDecimal(text);
      var min = declaration.text("MinValue");
      var max = declaration.text("MaxValue");
      if (min != null && number.compareTo(new BigDecimal(min)) < 0) {
        throw refused(name, text, declaration, "is less than " + min);
      }
      if (max != null && number.compareTo(new BigDecimal(max)) > 0) {
        throw refused(name, text, declaration, "is more than " + max);
      }
    } catch (NumberFormatException e) {
      throw new TemplateException(
          declaration.line(), "parameter " + name + ": " + text + " is not a number", e);
    }
  }

  private static Pattern compile(Value pattern) {
    try {
      return Pattern.compile(pattern.text());
    } catch (PatternSyntaxException e) {
      throw new TemplateException(pattern.line(), "AllowedPattern is not a regular expression", e);
    }
  }

  private static TemplateException refused(
      String name, String text, Value.Mapping declaration, String reason) {
    return declaration.refused("parameter " + name + ": " + text + " " + reason);
  }
}
