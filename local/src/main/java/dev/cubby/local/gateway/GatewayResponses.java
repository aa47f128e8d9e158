package dev.cubby.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cubby.local.template.GatewayResponseDefinition;
import dev.cubby.local.template.GatewayResponseType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Builds the gateway's own responses from the template's `GatewayResponses`: that of the type,
/// else `DEFAULT_4XX` or `DEFAULT_5XX`, else API Gateway's default.
final class GatewayResponses {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$(context|stageVariables)((?:\\.[A-Za-z0-9_-]+)+)");

  private final Map<GatewayResponseType, GatewayResponseDefinition> definitions;

  GatewayResponses(Map<GatewayResponseType, GatewayResponseDefinition> definitions) {
    this.definitions = definitions;
  }

  ApiResponse answer(Refusal refusal, GatewayContext context) {
    var definition = definitions.get(refusal.type());
    if (definition == null) {
      definition = definitions.get(refusal.type().fallback());
    }
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", List.of("application/json"));
    headers.put("x-amzn-ErrorType", List.of(refusal.type().errorType()));
    if (definition == null) {
      return new ApiResponse(
          refusal.statusCode(), headers, defaultBody(refusal, context).getBytes(UTF_8));
    }
    definition
        .headers()
        .forEach((name, expression) ->
            setHeader(headers, name, context.expression(expression, refusal)));
    var template = definition.templates().get("application/json");
    var body =
        template == null ? defaultBody(refusal, context) : substituted(template, refusal, context);
    var statusCode = definition.statusCode();
    return new ApiResponse(
        statusCode == null ? refusal.statusCode() : statusCode, headers, body.getBytes(UTF_8));
  }

  private static void setHeader(
      Map<String, List<String>> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, List.of(value));
    }
  }

  private static String defaultBody(Refusal refusal, GatewayContext context) {
    // AWS spells it so for this one type.
    var member = refusal.type() == GatewayResponseType.ACCESS_DENIED ? "Message" : "message";
    return "{\"" + member + "\":" + context.variable("error.messageString", refusal) + "}";
  }

  /// `template` with the values of its variables; those without one are empty.
  private static String substituted(String template, Refusal refusal, GatewayContext context) {
    return VARIABLE
        .matcher(template)
        .replaceAll(match -> {
          var name = match.group(2).substring(1);
          var value =
              match.group(1).equals("context")
                  ? context.variable(name, refusal)
                  : context.stageVariable(name);
          return Matcher.quoteReplacement(value == null ? "" : value);
        });
  }
}
