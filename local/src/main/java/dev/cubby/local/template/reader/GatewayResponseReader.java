package dev.cubby.local.template.reader;

import dev.cubby.local.template.GatewayResponseDefinition;
import dev.cubby.local.template.Refusals;
import dev.cubby.local.template.TemplateException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an entry of `GatewayResponses`.
final class GatewayResponseReader {

  /// The variables of REST APIs in "Variables for data transformations for API Gateway"
  /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
  /// Not all have a value here.
  private static final Pattern CONTEXT_VARIABLE =
      Pattern.compile(
          "accountId|apiId|authorizer\\..+|awsEndpointRequestId|customDomain\\.basePathMatched"
              + "|deploymentId|domainName|domainPrefix|endpointType"
              + "|error\\.(message|messageString|responseType|validationErrorString)"
              + "|extendedRequestId|httpMethod"
              + "|identity\\.(accessKey|accountId|apiKey|apiKeyId|caller|clientCert\\..+"
              + "|cognito(AuthenticationProvider|AuthenticationType|IdentityId|IdentityPoolId)"
              + "|principalOrgId|sourceIp|user|userAgent|userArn|vpcId|vpceId)"
              + "|isCanaryRequest|path|protocol|requestId|requestTime|requestTimeEpoch|resourceId"
              + "|resourcePath|stage|wafResponseCode|webaclArn");

  private static final Pattern PARAMETER =
      Pattern.compile(
          "'[^']*'|method\\.request\\.(header|querystring)\\.[^.]+|stageVariables\\.[^.]+"
              + "|context\\.(?<variable>.+)");

  private static final Pattern IN_TEMPLATE =
      Pattern.compile(
          "\\$context\\.(?<variable>[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)|\\$input|\\$util|#set|#if");

  private GatewayResponseReader() {}

  /// @throws TemplateException if a header or a template needs what `local` does not know
  static GatewayResponseDefinition response(Value.Mapping response) {
    response.checkNames(Set.of("StatusCode", "ResponseParameters", "ResponseTemplates"));
    var parameters = response.mapping("ResponseParameters");
    parameters.checkNames(Set.of("Headers"));
    var headers = parameters.mapping("Headers");
    var templates = response.mapping("ResponseTemplates");
    var refusals = new Refusals();
    headers.members().values().forEach(value -> refusals.run(() -> checkParameter(value)));
    templates.members().values().forEach(value -> refusals.run(() -> checkTemplate(value)));
    refusals.check();
    var statusCode = response.get("StatusCode");
    return new GatewayResponseDefinition(
        statusCode == null ? null : statusCode.integer(), headers.texts(), templates.texts());
  }

  private static void checkParameter(Value expression) {
    var matcher = PARAMETER.matcher(expression.text());
    if (!matcher.matches() || !isKnown(matcher.group("variable"))) {
      throw refused(expression, expression.text());
    }
  }

  private static void checkTemplate(Value template) {
    var matcher = IN_TEMPLATE.matcher(template.text());
    while (matcher.find()) {
      var variable = matcher.group("variable");
      if (variable == null || !isKnown(variable)) {
        throw refused(template, matcher.group());
      }
    }
  }

  private static boolean isKnown(@Nullable String variable) {
    return variable == null || CONTEXT_VARIABLE.matcher(variable).matches();
  }

  private static TemplateException refused(Value place, String expression) {
    return place.refused("local does not know " + expression + " in gateway responses");
  }
}
