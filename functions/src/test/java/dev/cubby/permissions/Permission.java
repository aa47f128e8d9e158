package dev.cubby.permissions;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One action of a function on one resource and one kind of partition keys.
///
/// @param resource as template.yaml writes it, with `*` for any text
/// @param leadingKey a pattern of the same form
record Permission(String function, String action, String resource, String leadingKey) {

  boolean allows(ServiceCall call, String key) {
    return function.equals(call.function())
        && action.equals(call.action())
        && matches(resource, call.resource())
        && matches(leadingKey, key);
  }

  private static boolean matches(String pattern, String text) {
    return Pattern.matches(
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        text);
  }
}
