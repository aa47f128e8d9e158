package dev.cubby.local.template;

import org.jspecify.annotations.Nullable;

/// The types of gateway responses, with their default status and the value of the
/// `x-amzn-ErrorType` header ("Gateway response types for API Gateway" in its developer guide).
public enum GatewayResponseType {
  ACCESS_DENIED(403, "AccessDeniedException"),
  API_CONFIGURATION_ERROR(500, "ApiConfigurationException"),
  AUTHORIZER_CONFIGURATION_ERROR(500, "AuthorizerConfigurationException"),
  AUTHORIZER_FAILURE(500, "AuthorizerFailureException"),
  BAD_REQUEST_BODY(400, "BadRequestException"),
  BAD_REQUEST_PARAMETERS(400, "BadRequestException"),
  DEFAULT_4XX(400, "BadRequestException"),
  DEFAULT_5XX(500, "InternalServerErrorException"),
  EXPIRED_TOKEN(403, "ExpiredTokenException"),
  INTEGRATION_FAILURE(504, "IntegrationFailureException"),
  INTEGRATION_TIMEOUT(504, "IntegrationTimeoutException"),
  INVALID_API_KEY(403, "ForbiddenException"),
  INVALID_SIGNATURE(403, "InvalidSignatureException"),
  MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException"),
  QUOTA_EXCEEDED(429, "LimitExceededException"),
  REQUEST_TOO_LARGE(413, "RequestTooLargeException"),
  RESOURCE_NOT_FOUND(404, "NotFoundException"),
  THROTTLED(429, "TooManyRequestsException"),
  UNAUTHORIZED(401, "UnauthorizedException"),
  UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaTypeException"),
  WAF_FILTERED(403, "ForbiddenException");

  private final int statusCode;
  private final String errorType;

  GatewayResponseType(int statusCode, String errorType) {
    this.statusCode = statusCode;
    this.errorType = errorType;
  }

  public int statusCode() {
    return statusCode;
  }

  public String errorType() {
    return errorType;
  }

  /// The type whose definition applies if this one has none.
  public GatewayResponseType fallback() {
    return statusCode < 500 ? DEFAULT_4XX : DEFAULT_5XX;
  }

  public static @Nullable GatewayResponseType named(String name) {
    for (var type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }
}
