package dev.cubby.local;

/// Where AWS documents what the cases of [GatewayTest] expect.
final class AwsPages {

  private static final String GUIDE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/";

  static final String RESOURCES = GUIDE + "api-gateway-method-settings-method-request.html";
  static final String PROXY_RESOURCE = GUIDE + "api-gateway-set-up-simple-proxy.html";

  static final String INPUT =
      GUIDE
          + "set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format";

  static final String OUTPUT =
      GUIDE
          + "set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format";

  static final String COMPRESSED_REQUEST =
      GUIDE + "api-gateway-make-request-with-compressed-payload.html";

  static final String BINARY = GUIDE + "api-gateway-payload-encodings-workflow.html";
  static final String NOTES = GUIDE + "api-gateway-known-issues.html";
  static final String QUOTAS = GUIDE + "api-gateway-execution-service-limits-table.html";
  static final String RESPONSES = GUIDE + "supported-gateway-response-types.html";

  static final String CUSTOM_RESPONSES = GUIDE + "api-gateway-gatewayResponse-definition.html";

  static final String CORS = GUIDE + "how-to-cors.html";
  static final String AUTHORIZER = GUIDE + "apigateway-use-lambda-authorizer.html";
  static final String AUTHORIZER_INPUT = GUIDE + "api-gateway-lambda-authorizer-input.html";

  static final String AUTHORIZER_OUTPUT = GUIDE + "api-gateway-lambda-authorizer-output.html";

  static final String LAMBDA_ERRORS =
      "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html";

  static final String LAMBDA_QUOTAS =
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";

  static final String LAMBDA_CONCURRENCY =
      "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html";

  private AwsPages() {}
}
