package dev.cubby.local;

import static dev.cubby.local.AwsPages.AUTHORIZER;
import static dev.cubby.local.AwsPages.LAMBDA_ERRORS;
import static dev.cubby.local.AwsPages.LAMBDA_QUOTAS;
import static dev.cubby.local.AwsPages.QUOTAS;
import static dev.cubby.local.GatewayCase.OK;
import static dev.cubby.local.GatewayCase.SERVER_ERROR;

import java.util.stream.Stream;

/// Sizes and times that are too large.
final class LimitCases {

  private LimitCases() {}

  static Stream<GatewayCase> limits() {
    return Stream.of(
        GatewayCase.of("a body of over 10 MB", QUOTAS)
            .send("POST", "/scripted")
            .script(OK)
            .body(new byte[10_485_761])
            .status(413)
            .message("\"Request Too Long\"")
            .header("x-amzn-ErrorType", "RequestTooLargeException"),
        GatewayCase.of("a body that makes no event of over 6 MB", LAMBDA_QUOTAS)
            .send("POST", "/scripted")
            .script(OK)
            .body("a".repeat(6_250_000))
            .status(200),
        GatewayCase.of("a body that makes an event of over 6 MB *", LAMBDA_QUOTAS)
            .send("POST", "/scripted")
            .script(OK)
            .body("a".repeat(6_291_456))
            .status(413)
            .message("\"Request Too Long\""),
        GatewayCase.of("a body that is over 6 MB once it is escaped *", LAMBDA_QUOTAS)
            .send("POST", "/scripted")
            .script(OK)
            .body("\"".repeat(3_200_000))
            .status(413),
        GatewayCase.of("a binary body that is over 6 MB in base64 *", LAMBDA_QUOTAS)
            .send("POST", "/scripted", "Content-Type", "image/png")
            .script(OK)
            .body(new byte[4_800_000])
            .status(413),
        GatewayCase.of("an answer of up to 6 MB", LAMBDA_QUOTAS)
            .send("GET", "/large/6291456")
            .status(200),
        GatewayCase.of("an answer of over 6 MB", LAMBDA_ERRORS)
            .send("GET", "/large/6291457")
            .status(502)
            .message(SERVER_ERROR),
        GatewayCase.of("headers of over 10 240 bytes *", QUOTAS)
            .send("GET", "/echo", "X-Large", "a".repeat(10_241))
            .status(431)
            .message("\"Request Header Fields Too Large\""),
        GatewayCase.of("headers of over 10 240 bytes together *", QUOTAS)
            .send("GET", "/echo", "X-A", "a".repeat(5_120), "X-B", "b".repeat(5_120))
            .status(431),
        GatewayCase.of("headers of over 100 KB *", QUOTAS)
            .send("GET", "/echo", "X-Large", "a".repeat(102_400))
            .status(431),
        GatewayCase.of("a header name of over 10 240 bytes *", QUOTAS)
            .send("GET", "/echo", "X-" + "a".repeat(10_240), "a")
            .status(431),
        GatewayCase.of("a URL of over 10 240 characters *", QUOTAS)
            .send("GET", "/echo?a=" + "a".repeat(10_240))
            .status(414),
        GatewayCase.of("an answer's headers of up to 10 240 bytes", QUOTAS)
            .send("GET", "/large/0?header=10000")
            .status(200),
        GatewayCase.of("an answer's headers of over 10 240 bytes *", QUOTAS)
            .send("GET", "/large/0?header=10241")
            .status(502),
        GatewayCase.of("a function past its timeout *", LAMBDA_ERRORS)
            .send("GET", "/hurried")
            .script(OK)
            .status(504)
            .message("\"Endpoint request timed out\""));
  }

  static Stream<GatewayCase> timeouts() {
    return Stream.of(
        GatewayCase.of("an authorizer that takes too long *", AUTHORIZER)
            .send("GET", "/late", "x-api-key", "k")
            .script(OK)
            .status(504)
            .message("\"Endpoint request timed out\""),
        GatewayCase.of("a function past the integration's timeout", QUOTAS)
            .send("GET", "/slow")
            .script(OK)
            .status(504)
            .message("\"Endpoint request timed out\"")
            .header("x-amzn-ErrorType", "IntegrationTimeoutException"));
  }
}
