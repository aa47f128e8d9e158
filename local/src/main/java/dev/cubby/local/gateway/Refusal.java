package dev.cubby.local.gateway;

import dev.cubby.local.template.GatewayResponseType;
import org.jspecify.annotations.Nullable;

/// Why the gateway refuses a request.
///
/// @param statusCode the status unless the template sets another
/// @param message null if API Gateway discloses none
record Refusal(GatewayResponseType type, int statusCode, @Nullable String message) {

  static Refusal of(GatewayResponseType type, @Nullable String message) {
    return new Refusal(type, type.statusCode(), message);
  }

  static Refusal noSuchRoute() {
    return of(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
  }

  /// No such stage: API Gateway finds no API to answer for it.
  static Refusal noSuchStage() {
    return new Refusal(GatewayResponseType.DEFAULT_4XX, 403, "Forbidden");
  }

  static Refusal tooLarge() {
    return of(GatewayResponseType.REQUEST_TOO_LARGE, "Request Too Long");
  }

  static Refusal unsupportedCoding() {
    return of(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
  }

  /// The function failed, or did not return a proxy response.
  static Refusal badIntegration() {
    return new Refusal(GatewayResponseType.DEFAULT_5XX, 502, "Internal server error");
  }

  /// Lambda did not invoke the function, which API Gateway treats as its own failure ("Handling
  /// Lambda errors with an API Gateway API",
  /// https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html).
  static Refusal noInvocation() {
    return new Refusal(GatewayResponseType.DEFAULT_5XX, 500, "Internal server error");
  }

  /// The function exceeded its timeout or that of the gateway.
  static Refusal timedOut() {
    return of(GatewayResponseType.INTEGRATION_TIMEOUT, "Endpoint request timed out");
  }

  /// The base64 body cannot be decoded ("Gateway response types for API Gateway",
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
  static Refusal undecodableBody() {
    return of(GatewayResponseType.API_CONFIGURATION_ERROR, "Internal server error");
  }

  /// The method needs a key, and the request has none of a usage plan of this stage.
  static Refusal invalidApiKey() {
    return of(GatewayResponseType.INVALID_API_KEY, "Forbidden");
  }

  static Refusal throttled() {
    return of(GatewayResponseType.THROTTLED, "Too Many Requests");
  }

  static Refusal quotaExceeded() {
    return of(GatewayResponseType.QUOTA_EXCEEDED, "Limit Exceeded");
  }

  static Refusal unauthorized() {
    return of(GatewayResponseType.UNAUTHORIZED, "Unauthorized");
  }

  /// A statement denies the request.
  static Refusal explicitDeny() {
    return of(
        GatewayResponseType.ACCESS_DENIED,
        "User is not authorized to access this resource with an explicit deny in an identity-based"
            + " policy");
  }

  /// No statement allows the request.
  static Refusal implicitDeny() {
    return of(GatewayResponseType.ACCESS_DENIED, "User is not authorized to access this resource");
  }
}
