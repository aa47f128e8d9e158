package dev.cubby.local;

import dev.cubby.local.gateway.Timeouts;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What API Gateway and Lambda are documented to do, request by request, over HTTP. A name that
/// ends in `*` is of what AWS does without documenting it.
class GatewayTest {

  private static final String GUIDE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/";
  private static final String RESOURCES = GUIDE + "api-gateway-method-settings-method-request.html";
  private static final String PROXY_RESOURCE = GUIDE + "api-gateway-set-up-simple-proxy.html";
  private static final String INPUT =
      GUIDE
          + "set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format";
  private static final String OUTPUT =
      GUIDE
          + "set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format";
  private static final String BINARY = GUIDE + "api-gateway-payload-encodings-workflow.html";
  private static final String NOTES = GUIDE + "api-gateway-known-issues.html";
  private static final String QUOTAS = GUIDE + "api-gateway-execution-service-limits-table.html";
  private static final String RESPONSES = GUIDE + "supported-gateway-response-types.html";
  private static final String CUSTOM_RESPONSES =
      GUIDE + "api-gateway-gatewayResponse-definition.html";
  private static final String CORS = GUIDE + "how-to-cors.html";
  private static final String AUTHORIZER = GUIDE + "apigateway-use-lambda-authorizer.html";
  private static final String AUTHORIZER_INPUT = GUIDE + "api-gateway-lambda-authorizer-input.html";
  private static final String AUTHORIZER_OUTPUT =
      GUIDE + "api-gateway-lambda-authorizer-output.html";
  private static final String LAMBDA_ERRORS =
      "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html";
  private static final String LAMBDA_QUOTAS =
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
  private static final String LAMBDA_CONCURRENCY =
      "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html";

  private static final String TEMPLATE =
      """
      Parameters: {BinaryMediaType: {Type: String, Default: image/png}}
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties:
            StageName: dev
            Variables: {color: red}
            BinaryMediaTypes: [!Ref BinaryMediaType, 'audio/*']
            Cors: {AllowOrigin: "'https://example.com'", AllowHeaders: "'Content-Type'", MaxAge: "'600'"}
            GatewayResponses:
              DEFAULT_4XX: {ResponseParameters: {Headers: {Access-Control-Allow-Origin: "'https://example.com'"}}}
              AUTHORIZER_FAILURE:
                StatusCode: 503
                ResponseParameters: {Headers: {Retry-After: "'1'", Content-Type: "'application/problem+json'"}}
                ResponseTemplates: {application/json: '{"type": "$context.error.responseType", "path": "$context.resourcePath"}'}
            Auth:
              Authorizers:
                Keys: {FunctionPayloadType: REQUEST, FunctionArn: !GetAtt Authorize.Arn, Identity: {Headers: [x-api-key], ReauthorizeEvery: 0}}
                Slow: {FunctionPayloadType: REQUEST, FunctionArn: !GetAtt SlowAuthorize.Arn, Identity: {Headers: [x-api-key], ReauthorizeEvery: 0}}
        Authorize: {Type: AWS::Serverless::Function, Properties: {Handler: dev.cubby.local.sample.Scripted}}
        SlowAuthorize:
          Type: AWS::Serverless::Function
          Properties: {Handler: dev.cubby.local.sample.Scripted, Timeout: 20, Environment: {Variables: {PAUSE: 20000}}}
        Echo:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            Events:
              Root: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /, Method: get}}
              Users: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /users, Method: get}}
              Me: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /users/me, Method: get}}
              User: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/users/{userId}', Method: get}}
              Key: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/users/{userId}/keys/{keyId}', Method: get}}
              Files: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/files/{path+}', Method: any}}
              Index: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /files/index, Method: get}}
              Echo: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /echo, Method: any}}
              EchoGet: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /echo, Method: get}}
              Secured: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/secured/{id}', Method: get, Auth: {Authorizer: Keys}}}
              Late: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /late, Method: get, Auth: {Authorizer: Slow}}}
        Scripted:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Events:
              Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: get}}
              Head: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: head}}
              Post: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: post}}
        Large:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Large
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/large/{size}', Method: get}}}
        Hurried:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Timeout: 1
            Environment: {Variables: {PAUSE: 20000}}
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /hurried, Method: get}}}
        Slow:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Timeout: 20
            Environment: {Variables: {PAUSE: 20000}}
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /slow, Method: get}}}
        Closed:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            ReservedConcurrentExecutions: 0
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /closed, Method: get}}}
        Broken:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Broken
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /broken, Method: get}}}
      """;

  private static final String OK = "{'statusCode':200}";
  private static final String SERVER_ERROR = "\"Internal server error\"";

  private static final Timeouts SHORT_TIMEOUTS =
      new Timeouts(Duration.ofMillis(500), Duration.ofMillis(500));

  @RegisterExtension private static final RunningProject PROJECT = RunningProject.of(TEMPLATE);

  private static HttpApi http;
  private static HttpApi binary;
  private static HttpApi impatient;

  @BeforeAll
  static void start() {
    http = PROJECT.http();
    binary =
        new HttpApi(PROJECT.start(PROJECT.options().withParameter("BinaryMediaType", "*/*")).url());
    impatient = new HttpApi(PROJECT.start(PROJECT.options().withTimeouts(SHORT_TIMEOUTS)).url());
  }

  @ParameterizedTest
  @MethodSource({
    "routes",
    "requests",
    "binaryBodies",
    "answers",
    "malformedAnswers",
    "authorizers",
    "ownAnswers",
    "preflights",
    "limits"
  })
  void request_isAnsweredAsDocumented(GatewayCase request) {
    request.check(http);
  }

  @ParameterizedTest
  @MethodSource("binaryApis")
  void requestToABinaryApi_isAnsweredAsDocumented(GatewayCase request) {
    request.check(binary);
  }

  @ParameterizedTest
  @MethodSource("timeouts")
  void requestToAnApiWithShortTimeouts_isAnsweredAsDocumented(GatewayCase request) {
    request.check(impatient);
  }

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
        GatewayCase.of("a greedy parameter takes no method a literal lacks *", PROXY_RESOURCE)
            .send("POST", "/files/index")
            .status(403)
            .message("\"Missing Authentication Token\""),
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

  static Stream<GatewayCase> binaryBodies() {
    var binary = "{'statusCode':200,'body':'AQID','isBase64Encoded':true}";
    return Stream.of(
        binary("a binary media type is base64")
            .send("POST", "/echo", "Content-Type", "image/png")
            .body(new byte[] {1, 2, 3})
            .sees("/body", "\"AQID\"")
            .sees("/isBase64Encoded", "true"),
        binary("its parameters do not count")
            .send("POST", "/echo", "Content-Type", "Image/PNG; q=1")
            .body(new byte[] {1, 2, 3})
            .sees("/isBase64Encoded", "true"),
        binary("a subtype may be any")
            .send("POST", "/echo", "Content-Type", "audio/ogg")
            .body(new byte[] {1})
            .sees("/isBase64Encoded", "true"),
        binary("another media type is a text")
            .send("POST", "/echo", "Content-Type", "image/gif")
            .body("GIF")
            .sees("/body", "\"GIF\"")
            .sees("/isBase64Encoded", "false"),
        binary("an answer is decoded for a client that accepts it")
            .send("GET", "/scripted", "Accept", "image/png")
            .script(binary)
            .answers("\u0001\u0002\u0003"),
        binary("an answer is not decoded for others")
            .send("GET", "/scripted")
            .script(binary)
            .answers("AQID"),
        binary("the first media type accepted counts")
            .send("GET", "/scripted", "Accept", "text/html, image/png")
            .script(binary)
            .answers("AQID"),
        binary("a text is not decoded")
            .send("GET", "/scripted", "Accept", "image/png")
            .script("{'statusCode':200,'body':'AQID','isBase64Encoded':false}")
            .answers("AQID"),
        GatewayCase.of("what cannot be decoded", RESPONSES)
            .send("GET", "/scripted", "Accept", "image/png")
            .script("{'statusCode':200,'body':'***','isBase64Encoded':true}")
            .status(500)
            .header("x-amzn-ErrorType", "ApiConfigurationException"));
  }

  static Stream<GatewayCase> binaryApis() {
    return Stream.of(
        binary("*/* is any body")
            .send("POST", "/echo", "Content-Type", "text/plain")
            .body("abc")
            .sees("/body", "\"YWJj\"")
            .sees("/isBase64Encoded", "true"),
        binary("*/* is a body without a type")
            .send("POST", "/echo")
            .body("abc")
            .sees("/isBase64Encoded", "true"),
        binary("*/* is no body where there is none")
            .send("GET", "/echo")
            .sees("/body", "null")
            .sees("/isBase64Encoded", "false"),
        binary("*/* decodes for every client")
            .send("GET", "/scripted")
            .script("{'statusCode':200,'body':'AQID','isBase64Encoded':true}")
            .answers("\u0001\u0002\u0003"));
  }

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

  private static GatewayCase route(String name, String path) {
    return GatewayCase.of(name, RESOURCES).send("GET", path);
  }

  private static GatewayCase echoed(String name) {
    return GatewayCase.of(name, INPUT).status(200);
  }

  private static GatewayCase binary(String name) {
    return GatewayCase.of(name, BINARY).status(200);
  }

  private static GatewayCase answered(String name, String script) {
    return GatewayCase.of(name, OUTPUT).send("GET", "/scripted").script(script);
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
