package dev.cubby.local.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Set;
import software.amazon.event.ruler.Machine;

/// A pattern of a `FilterCriteria`, matched by the library of EventBridge itself. See
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax>.
public final class EventPattern {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String RULE = "pattern";
  private static final String ANY_OF = "$or";

  /// The operators that Lambda documents. EventBridge has more.
  private static final Set<String> OPERATORS =
      Set.of("anything-but", "equals-ignore-case", "exists", "numeric", "prefix", "suffix");

  private final Machine machine = Machine.builder().build();

  /// The pattern written as `json`.
  ///
  /// @throws IllegalArgumentException if it is not JSON or not a pattern, or has an operator that
  ///   Lambda does not document; the message is one line
  public static EventPattern of(String json) {
    try {
      var pattern = MAPPER.readTree(json);
      if (!pattern.isObject() || pattern.isEmpty()) {
        throw new IllegalArgumentException("it is not a JSON object with a member");
      }
      checkOperators(pattern);
      return new EventPattern(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private EventPattern(String json) throws IOException {
    machine.addRule(RULE, json);
  }

  private static void checkOperators(JsonNode pattern) {
    for (var member : pattern.properties()) {
      if (member.getValue().isObject()) {
        checkOperators(member.getValue());
      } else if (member.getKey().equals(ANY_OF)) {
        member.getValue().forEach(EventPattern::checkOperators);
      } else {
        for (var rule : member.getValue()) {
          rule.fieldNames().forEachRemaining(EventPattern::checkOperator);
        }
      }
    }
  }

  private static void checkOperator(String name) {
    if (!OPERATORS.contains(name)) {
      throw new IllegalArgumentException("Lambda has no operator " + name);
    }
  }

  /// Whether `event`, a JSON object, matches the pattern.
  ///
  /// @throws IllegalArgumentException if `event` is not a JSON object
  public boolean matches(String event) {
    try {
      return !machine.rulesForJSONEvent(event).isEmpty();
    } catch (Exception e) {
      throw new IllegalArgumentException("Not a JSON object: " + event, e);
    }
  }
}
