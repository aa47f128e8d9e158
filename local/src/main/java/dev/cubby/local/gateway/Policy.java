package dev.cubby.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// The policy document of an authorizer, compiled.
///
/// @param allow the resources of its Allow statements
/// @param deny the resources of its Deny statements, which take precedence
record Policy(List<Pattern> allow, List<Pattern> deny) {

  private static final String ACTION = "execute-api:Invoke";

  /// The effect of a policy on a request.
  enum Effect {
    ALLOW,
    EXPLICIT_DENY,
    IMPLICIT_DENY
  }

  /// Reads a policy document.
  ///
  /// @throws MalformedResultException if it is malformed, or has `NotAction`, `NotResource` or
  ///   `Condition`
  static Policy parse(JsonNode document) throws MalformedResultException {
    var statements = document.path("Statement");
    if (statements.isMissingNode() || statements.isNull()) {
      throw new MalformedResultException("policyDocument has no Statement");
    }
    var allow = new ArrayList<Pattern>();
    var deny = new ArrayList<Pattern>();
    for (var statement : statements.isArray() ? statements : List.of(statements)) {
      for (var unsupported : List.of("NotAction", "NotResource", "Condition")) {
        if (statement.has(unsupported)) {
          throw new MalformedResultException(
              "a statement has " + unsupported + ", which local does not evaluate");
        }
      }
      var effects =
          switch (statement.path("Effect").asText()) {
            case "Allow" -> allow;
            case "Deny" -> deny;
            default ->
                throw new MalformedResultException(
                    "a statement's Effect is neither Allow nor Deny");
          };
      var actions = patterns(statement, "Action", Pattern.CASE_INSENSITIVE);
      var resources = patterns(statement, "Resource", 0);
      if (matches(actions, ACTION)) {
        effects.addAll(resources);
      }
    }
    return new Policy(allow, deny);
  }

  /// The effect of this policy on the method with this ARN.
  Effect effect(String methodArn) {
    if (matches(deny, methodArn)) {
      return Effect.EXPLICIT_DENY;
    }
    return matches(allow, methodArn) ? Effect.ALLOW : Effect.IMPLICIT_DENY;
  }

  private static boolean matches(List<Pattern> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
  }

  private static List<Pattern> patterns(JsonNode statement, String name, int flags)
      throws MalformedResultException {
    var member = statement.path(name);
    List<JsonNode> items =
        member.isArray()
            ? StreamSupport.stream(member.spliterator(), false).toList()
            : List.of(member);
    if (items.isEmpty() || !items.stream().allMatch(JsonNode::isTextual)) {
      throw new MalformedResultException(
          "a statement's " + name + " is neither a string nor a list of strings");
    }
    return items.stream().map(item -> wildcards(item.textValue(), flags)).toList();
  }

  /// `*` is any text, slashes included, and `?` any one character.
  private static Pattern wildcards(String text, int flags) {
    var regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
  }
}
