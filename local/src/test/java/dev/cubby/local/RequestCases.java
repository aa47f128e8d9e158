package dev.cubby.local;

import static dev.cubby.local.AwsPages.INPUT;
import static dev.cubby.local.AwsPages.PROXY_RESOURCE;
import static dev.cubby.local.AwsPages.RESOURCES;

import java.util.stream.Stream;

/// Which function gets a request, and how the request looks in its event.
final class RequestCases {

  private RequestCases() {}

  static Stream<GatewayCase> routes() {
    return Stream.of(
        route("the root", "/").sees("/resource", "\"/\"").sees("/pathParameters", "null"),
        route("a literal goes before a parameter", "/users/me").sees("/resource", "\"/users/me\""),
        route("a parameter", "/users/7")
            .sees("/resource", "\"/users/{userId}\"")
            .sees("/pathParameters", "{\"userId\":\"7\"}"),
        route("two parameters", "/users/7/keys/k")
            .sees("/pathParameters", "{\"userId\":\"7\",\"keyId\":\"k\"}"),
        route("a trailing slash counts for nothing *", "/users/7/")
            .sees("/pathParameters", "{\"userId\":\"7\"}")
            .sees("/path", "\"/users/7/\""),
        route("paths have case", "/Users").status(403),
        GatewayCase.of("a greedy parameter takes the rest", PROXY_RESOURCE)
            .send("DELETE", "/files/a/b/c")
            .sees("/resource", "\"/files/{path+}\"")
            .sees("/httpMethod", "\"DELETE\"")
            .sees("/pathParameters", "{\"path\":\"a/b/c\"}"),
        GatewayCase.of("a greedy parameter is not empty", PROXY_RESOURCE)
            .send("GET", "/files")
            .status(403),
        GatewayCase.of("a literal goes before a greedy parameter", PROXY_RESOURCE)
            .send("GET", "/files/index")
            .sees("/resource", "\"/files/index\""),
        GatewayCase.of("a greedy parameter takes what is below a literal", PROXY_RESOURCE)
            .send("GET", "/files/index/x")
            .sees("/pathParameters", "{\"path\":\"index/x\"}"),
        route("ANY is any method", "/echo").send("PATCH", "/echo").sees("/httpMethod", "\"PATCH\""),
        route("a path that is not there", "/nothing")
            .status(403)
            .message("\"Missing Authentication Token\"")
            .header("x-amzn-ErrorType", "MissingAuthenticationTokenException"),
        route("a method that is not there", "/users")
            .send("DELETE", "/users")
            .status(403)
            .message("\"Missing Authentication Token\""));
  }

  static Stream<GatewayCase> requests() {
    return Stream.of(
        echoed("no query, body or parameters are null")
            .send("GET", "/echo")
            .sees("/queryStringParameters", "null")
            .sees("/multiValueQueryStringParameters", "null")
            .sees("/pathParameters", "null")
            .sees("/body", "null")
            .sees("/isBase64Encoded", "false"),
        echoed("the last of several query parameters is the one")
            .send("GET", "/echo?a=1&a=2&b=3")
            .sees("/queryStringParameters", "{\"a\":\"2\",\"b\":\"3\"}")
            .sees("/multiValueQueryStringParameters", "{\"a\":[\"1\",\"2\"],\"b\":[\"3\"]}"),
        echoed("query parameters are decoded")
            .send("GET", "/echo?na%20me=a%26b+c%C3%BC")
            .sees("/queryStringParameters", "{\"na me\":\"a&b cü\"}"),
        echoed("a query parameter without a value is empty")
            .send("GET", "/echo?a&b=")
            .sees("/queryStringParameters", "{\"a\":\"\",\"b\":\"\"}"),
        echoed("query parameters have case")
            .send("GET", "/echo?a=1&A=2")
            .sees("/queryStringParameters", "{\"a\":\"1\",\"A\":\"2\"}"),
        echoed("path parameters stay encoded *")
            .send("GET", "/users/a%2Fb%20c")
            .sees("/pathParameters", "{\"userId\":\"a%2Fb%20c\"}")
            .sees("/path", "\"/users/a%2Fb%20c\""),
        echoed("the last of several headers is the one")
            .send("GET", "/echo", "X-Many", "one", "X-Many", "two")
            .sees("/headers/X-Many", "\"two\"")
            .sees("/multiValueHeaders/X-Many", "[\"one\",\"two\"]"),
        echoed("the names of headers are the client's")
            .send("GET", "/echo", "x-lOWER", "a")
            .sees("/headers/x-lOWER", "\"a\""),
        echoed("the headers of a proxy")
            .send("GET", "/echo")
            .sees("/headers/X-Forwarded-For", "\"127.0.0.1\"")
            .sees("/headers/X-Forwarded-Proto", "\"http\""),
        echoed("a proxy before this one is named first")
            .send("GET", "/echo", "X-Forwarded-For", "192.0.2.1")
            .sees("/headers/X-Forwarded-For", "\"192.0.2.1, 127.0.0.1\""),
        echoed("a trace goes on")
            .send("GET", "/echo", "X-Amzn-Trace-Id", "Root=1-0-1")
            .sees("/headers/X-Amzn-Trace-Id", "\"Root=1-0-1\"")
            .header("X-Amzn-Trace-Id", "Root=1-0-1"),
        echoed("stage variables").send("GET", "/echo").sees("/stageVariables/color", "\"red\""),
        echoed("the context")
            .send("GET", "/users/7")
            .sees("/requestContext/resourcePath", "\"/users/{userId}\"")
            .sees("/requestContext/httpMethod", "\"GET\"")
            .sees("/requestContext/stage", "\"dev\"")
            .sees("/requestContext/protocol", "\"HTTP/1.1\"")
            .sees("/requestContext/identity/sourceIp", "\"127.0.0.1\"")
            .sees("/requestContext/identity/apiKey", ""),
        echoed("a text").send("POST", "/echo").body("grüße").sees("/body", "\"grüße\""),
        echoed("JSON is a text")
            .send("POST", "/echo")
            .body("{\"a\":1}")
            .sees("/body", "\"{\\\"a\\\":1}\""),
        echoed("malformed UTF-8 is replaced *")
            .send("POST", "/echo")
            .body(new byte[] {'a', (byte) 0xff, 'b'})
            .sees("/body", "\"a\ufffdb\""),
        echoed("GET may have a body").send("GET", "/echo").body("x").sees("/body", "\"x\""));
  }

  private static GatewayCase route(String name, String path) {
    return GatewayCase.of(name, RESOURCES).send("GET", path);
  }

  private static GatewayCase echoed(String name) {
    return GatewayCase.of(name, INPUT).status(200);
  }
}
