package dev.cubby.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/// The policy document of an authorizer.
///
/// @param allow the resources of its Allow statements
/// @param deny the resources of its Deny statements, which take precedence
record Policy(List<String> allow, List<String> deny) {

  private static final String ACTION = "execute-api:invoke";

  /// The effect of a policy on a request.
  enum Effect {
    ALLOW,
    EXPLICIT_DENY,
    IMPLICIT_DENY
  }

  /// Reads a policy document.
  ///
  /// @throws MalformedResultException if it is malformed, or has `NotAction`, `NotResource` or a
  ///   `Condition` that is not empty
  static Policy parse(JsonNode document) throws MalformedResultException {
    var statements = document.path("Statement");
    if (statements.isMissingNode() || statements.isNull()) {
      throw new MalformedResultException("policyDocument has no Statement");
    }
    var allow = new ArrayList<String>();
    var deny = new ArrayList<String>();
    for (var statement : statements.isArray() ? statements : List.of(statements)) {
      for (var unsupported : List.of("NotAction", "NotResource", "Condition")) {
        if (isStated(statement.path(unsupported))) {
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
      var actions = patterns(statement, "Action");
      var resources = patterns(statement, "Resource");
      if (actions.stream().anyMatch(action -> matches(action.toLowerCase(Locale.ROOT), ACTION))) {
        effects.addAll(resources);
      }
    }
    return new Policy(allow, deny);
  }

  /// The effect of this policy on the method with this ARN.
  Effect effect(CharSequence methodArn) {
    if (matches(deny, methodArn)) {
      return Effect.EXPLICIT_DENY;
    }
    return matches(allow, methodArn) ? Effect.ALLOW : Effect.IMPLICIT_DENY;
  }

  private static boolean matches(List<String> patterns, CharSequence text) {
    for (var pattern : patterns) {
      if (matches(pattern, text)) {
        return true;
      }
    }
    return false;
  }

  /// `*` is any text, slashes included, and `?` any one character. Takes at most as many steps as
  /// the product of both lengths, because only the last `*` so far is ever tried again.
  private static boolean matches(String pattern, CharSequence text) {
    int at = 0;
    int afterStar = -1;
    int retry = 0;
    for (int i = 0; i < text.length(); ) {
      char c = at < pattern.length() ? pattern.charAt(at) : 0;
      if (c == '*') {
        afterStar = ++at;
        retry = i;
      } else if (at < pattern.length() && (c == '?' || c == text.charAt(i))) {
        at++;
        i++;
      } else if (afterStar >= 0) {
        at = afterStar;
        i = ++retry;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(c -> c == '*');
  }

  // Builders of policies write conditions that are null or have no member.
  private static boolean isStated(JsonNode member) {
    return !member.isMissingNode() && !member.isNull() && !(member.isObject() && member.isEmpty());
  }

  private static List<String> patterns(JsonNode statement, String name)
      throws MalformedResultException {
    var member = statement.path(name);
    List<JsonNode> items =
        member.isArray()
            ? StreamSupport.stream(member.spliterator(), false).toList()
            : List.of(member);
    if (!items.stream().allMatch(JsonNode::isTextual)) {
      throw new MalformedResultException(
          "a statement's " + name + " is neither a string nor a list of strings");
    }
    return items.stream().map(JsonNode::textValue).toList();
  }
}
