package dev.cubby.local;

import static dev.cubby.local.AwsPages.AUTHORIZER;
import static dev.cubby.local.AwsPages.AUTHORIZER_INPUT;
import static dev.cubby.local.AwsPages.AUTHORIZER_OUTPUT;
import static dev.cubby.local.AwsPages.CUSTOM_RESPONSES;

import java.util.stream.Stream;

/// What an authorizer decides.
final class AuthorizerCases {

  private AuthorizerCases() {}

  static Stream<GatewayCase> authorizers() {
    var allow = policy("Allow", "*");
    return Stream.of(
        GatewayCase.of("no identity source, no call", AUTHORIZER)
            .send("GET", "/secured/7")
            .script(allow)
            .status(401)
            .message("\"Unauthorized\"")
            .header("x-amzn-ErrorType", "UnauthorizedException"),
        GatewayCase.of("an empty identity source is none", AUTHORIZER)
            .send("GET", "/secured/7", "x-api-key", "")
            .script(allow)
            .status(401),
        secured("a policy that allows", allow)
            .status(200)
            .sees("/requestContext/authorizer/principalId", "\"p\""),
        secured("context as strings", allow)
            .sees("/requestContext/authorizer/number", "\"1\"")
            .sees("/requestContext/authorizer/flag", "\"true\""),
        secured("a policy for the very method", policy("Allow", "*/dev/GET/secured/7")).status(200),
        secured("a wildcard of one character", policy("Allow", "*/dev/GET/secured/?")).status(200),
        secured("a policy for another method", policy("Allow", "*/dev/POST/*"))
            .status(403)
            .answers("{\"Message\":\"User is not authorized to access this resource\"}")
            .header("x-amzn-ErrorType", "AccessDeniedException"),
        secured("a policy that denies", policy("Deny", "*"))
            .status(403)
            .header("x-amzn-ErrorType", "AccessDeniedException"),
        secured("the context of a denial, as the template shapes it", policy("Deny", "*"))
            .header("X-Reason", "1"),
        GatewayCase.of("the error Unauthorized", AUTHORIZER_INPUT)
            .send("GET", "/secured/7", "x-api-key", "k")
            .script("throw Unauthorized")
            .status(401)
            .message("\"Unauthorized\""),
        GatewayCase.of("another error, as the template shapes it", CUSTOM_RESPONSES)
            .send("GET", "/secured/7", "x-api-key", "k")
            .script("throw away")
            .status(503)
            .answers("{\"type\": \"AUTHORIZER_FAILURE\", \"path\": \"/secured/{id}\"}")
            .header("Retry-After", "1")
            .header("Content-Type", "application/problem+json"),
        secured("no policy", "{'principalId':'p'}")
            .status(500)
            .message("null")
            .header("x-amzn-ErrorType", "AuthorizerConfigurationException"),
        secured("an object in the context", allow.replace("'flag':true", "'flag':{}")).status(500));
  }

  private static GatewayCase secured(String name, String script) {
    return GatewayCase.of(name, AUTHORIZER_OUTPUT)
        .send("GET", "/secured/7", "x-api-key", "k")
        .script(script);
  }

  private static String policy(String effect, String resource) {
    return "{'principalId':'p','policyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'"
        + effect
        + "','Action':'execute-api:Invoke','Resource':'arn:aws:execute-api:us-east-1:000000000000:"
        + resource
        + "'}]},'context':{'number':1,'flag':true}}";
  }
}
