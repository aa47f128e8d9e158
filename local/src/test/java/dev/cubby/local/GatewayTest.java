package dev.cubby.local;

import dev.cubby.local.gateway.Timeouts;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What API Gateway and Lambda are documented to do, request by request, over HTTP. A name that
/// ends in `*` is of what AWS does without documenting it.
class GatewayTest {

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
              ACCESS_DENIED: {ResponseParameters: {Headers: {X-Reason: context.authorizer.number}}}
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
    "dev.cubby.local.RequestCases#routes",
    "dev.cubby.local.RequestCases#requests",
    "dev.cubby.local.BinaryCases#binaryBodies",
    "dev.cubby.local.CompressedCases#compressedBodies",
    "dev.cubby.local.ResponseCases#answers",
    "dev.cubby.local.ResponseCases#malformedAnswers",
    "dev.cubby.local.AuthorizerCases#authorizers",
    "dev.cubby.local.ResponseCases#ownAnswers",
    "dev.cubby.local.ResponseCases#preflights",
    "dev.cubby.local.LimitCases#limits"
  })
  void request_isAnsweredAsDocumented(GatewayCase request) {
    request.check(http);
  }

  @ParameterizedTest
  @MethodSource("dev.cubby.local.BinaryCases#binaryApis")
  void requestToABinaryApi_isAnsweredAsDocumented(GatewayCase request) {
    request.check(binary);
  }

  @ParameterizedTest
  @MethodSource("dev.cubby.local.LimitCases#timeouts")
  void requestToAnApiWithShortTimeouts_isAnsweredAsDocumented(GatewayCase request) {
    request.check(impatient);
  }
}
