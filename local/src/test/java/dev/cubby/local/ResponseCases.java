package dev.cubby.local;

import static dev.cubby.local.AwsPages.CORS;
import static dev.cubby.local.AwsPages.CUSTOM_RESPONSES;
import static dev.cubby.local.AwsPages.LAMBDA_CONCURRENCY;
import static dev.cubby.local.AwsPages.LAMBDA_ERRORS;
import static dev.cubby.local.AwsPages.NOTES;
import static dev.cubby.local.AwsPages.OUTPUT;
import static dev.cubby.local.AwsPages.RESPONSES;
import static dev.cubby.local.GatewayCase.OK;
import static dev.cubby.local.GatewayCase.SERVER_ERROR;

import java.util.stream.Stream;

/// What becomes of a function's response, and what API Gateway returns by itself.
final class ResponseCases {

  private ResponseCases() {}

  static Stream<GatewayCase> answers() {
    return Stream.of(
        answered("a status", "{'statusCode':299}").status(299).answers(""),
        answered("a status in a string *", "{'statusCode':'404'}").status(404),
        answered("a body", "{'statusCode':200,'body':'grüße'}").answers("grüße"),
        answered("no media type is JSON", "{'statusCode':200,'body':'x'}")
            .header("Content-Type", "application/json"),
        answered("a media type", "{'statusCode':200,'headers':{'content-type':'text/plain'}}")
            .header("Content-Type", "text/plain"),
        answered("a header", "{'statusCode':201,'headers':{'Location':'/x'}}")
            .status(201)
            .header("Location", "/x"),
        answered(
                "several headers",
                "{'statusCode':200,'multiValueHeaders':{'Set-Cookie':['a=1','b=2']}}")
            .header("Set-Cookie", "a=1", "b=2"),
        answered(
                "headers in both ways are merged",
                "{'statusCode':200,'headers':{'X-A':'1'},'multiValueHeaders':{'X-A':['1','2']}}")
            .header("X-A", "1", "2"),
        GatewayCase.of("headers that are remapped", NOTES)
            .send("GET", "/scripted")
            .script("{'statusCode':401,'headers':{'WWW-Authenticate':'Basic'}}")
            .status(401)
            .header("x-amzn-Remapped-WWW-Authenticate", "Basic")
            .header("WWW-Authenticate"),
        answered(
                "nulls are absent",
                "{'statusCode':200,'headers':null,'body':null,'multiValueHeaders':null}")
            .status(200)
            .answers(""),
        answered("the ids that clients meet", OK)
            .headerLike("x-amzn-RequestId", "[0-9a-f-]{36}")
            .headerLike("x-amz-apigw-id", "[A-Za-z0-9+/]{15}=")
            .headerLike("X-Amzn-Trace-Id", "Root=1-[0-9a-f]{8}-[0-9a-f]{24}"),
        answered("HEAD has the headers only", "{'statusCode':200,'body':'abc'}")
            .send("HEAD", "/scripted")
            .status(200)
            .header("Content-Length", "3")
            .answers(""));
  }

  static Stream<GatewayCase> malformedAnswers() {
    return Stream.of(
            "[]",
            "'text'",
            "null",
            "not json",
            "{'statusCode':'many'}",
            "{'statusCode':200.5}",
            "{'statusCode':99}",
            "{'statusCode':200,'body':{}}",
            "{'statusCode':200,'body':1}",
            "{'statusCode':200,'headers':{'a':1}}",
            "{'statusCode':200,'headers':[]}",
            "{'statusCode':200,'multiValueHeaders':{'a':'b'}}",
            "{'statusCode':200,'multiValueHeaders':{'a':[1]}}",
            "{'statusCode':200,'isBase64Encoded':'yes'}",
            "{'statusCode':200,'cookies':[]}",
            "throw away")
        .map(answer ->
            GatewayCase.of("malformed answer " + answer, LAMBDA_ERRORS)
                .send("GET", "/scripted")
                .script(answer)
                .status(502)
                .message(SERVER_ERROR)
                .header("x-amzn-ErrorType", "InternalServerErrorException"));
  }

  static Stream<GatewayCase> ownAnswers() {
    return Stream.of(
        GatewayCase.of("DEFAULT_4XX counts for a type without its own", CUSTOM_RESPONSES)
            .send("GET", "/nothing")
            .status(403)
            .header("Access-Control-Allow-Origin", "https://example.com")
            .header("Content-Type", "application/json"),
        GatewayCase.of("DEFAULT_4XX does not count for 5xx", CUSTOM_RESPONSES)
            .send("GET", "/broken")
            .status(502)
            .header("Access-Control-Allow-Origin"),
        GatewayCase.of("a function that does not start", LAMBDA_ERRORS)
            .send("GET", "/broken")
            .status(502)
            .message(SERVER_ERROR),
        GatewayCase.of("a function that is throttled", LAMBDA_ERRORS)
            .send("GET", "/closed")
            .status(500)
            .message(SERVER_ERROR),
        GatewayCase.of("no invocation at all is reserved", LAMBDA_CONCURRENCY)
            .send("GET", "/closed")
            .status(500),
        GatewayCase.of("own answers have the ids too", RESPONSES)
            .send("GET", "/nothing")
            .headerLike("x-amzn-RequestId", "[0-9a-f-]{36}")
            .headerLike("x-amz-apigw-id", ".{16}"));
  }

  static Stream<GatewayCase> preflights() {
    return Stream.of(
        GatewayCase.of("SAM's OPTIONS method", CORS)
            .send("OPTIONS", "/scripted", "Origin", "https://example.com")
            .status(200)
            .answers("{}\n")
            .header("Content-Type", "application/json")
            .header("Access-Control-Allow-Origin", "https://example.com")
            .header("Access-Control-Allow-Headers", "Content-Type")
            .header("Access-Control-Allow-Methods", "GET,HEAD,OPTIONS,POST")
            .header("Access-Control-Max-Age", "600")
            .header("Access-Control-Allow-Credentials"),
        GatewayCase.of("ANY allows every method", CORS)
            .send("OPTIONS", "/files/a")
            .header("Access-Control-Allow-Methods", "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT"),
        GatewayCase.of("a secured method's preflight is open", CORS)
            .send("OPTIONS", "/secured/7")
            .status(200),
        GatewayCase.of("no preflight for what is not there", CORS)
            .send("OPTIONS", "/nothing")
            .status(403),
        GatewayCase.of("a function puts its CORS headers itself", CORS)
            .send("GET", "/scripted")
            .script(OK)
            .header("Access-Control-Allow-Origin"));
  }

  private static GatewayCase answered(String name, String script) {
    return GatewayCase.of(name, OUTPUT).send("GET", "/scripted").script(script);
  }
}
