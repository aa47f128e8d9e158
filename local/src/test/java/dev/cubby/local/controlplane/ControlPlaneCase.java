package dev.cubby.local.controlplane;

import dev.cubby.local.Options;
import dev.cubby.local.RunningProject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/// Tests of the AWS SDK's client against the control plane of an API with three usage plans.
abstract class ControlPlaneCase {

  static final String VALUE = "value-of-20-characters";

  private static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties: {StageName: dev, Auth: {ApiKeyRequired: true}}
        EchoFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Echo
            Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /echo, Method: get}}}
        EnvironmentFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Environment
            Environment: {Variables: {NAME: x}}
        Basic:
          Type: AWS::ApiGateway::UsagePlan
          Properties:
            UsagePlanName: the-basic-plan
            Description: For all
            ApiStages: [{ApiId: !Ref Api, Stage: dev, Throttle: {/echo/GET: {RateLimit: 1.5, BurstLimit: 7}}}]
            Throttle: {RateLimit: 10, BurstLimit: 20}
            Quota: {Limit: 5, Period: WEEK, Offset: 1}
        Pro:
          Type: AWS::ApiGateway::UsagePlan
          Properties: {ApiStages: [{ApiId: !Ref Api, Stage: dev}]}
        Elsewhere:
          Type: AWS::ApiGateway::UsagePlan
          Properties: {ApiStages: [{ApiId: !Ref Api, Stage: other}]}
      """;

  // A Saturday: with an offset of 1 the week ends with the day after.
  @RegisterExtension
  final RunningProject project = RunningProject.of(TEMPLATE, Instant.parse("2026-11-21T12:00:00Z"));

  ApiGatewayClient client;

  @BeforeEach
  final void createClient() {
    client =
        ApiGatewayClient.builder()
            .endpointOverride(project.api().controlPlaneEndpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(new JdkHttpClient())
            .overrideConfiguration(
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
  }

  @AfterEach
  final void closeClient() {
    client.close();
  }

  final void restartWith(Options options) {
    client.close();
    project.restart(options);
    createClient();
  }

  final CreateApiKeyResponse create(String name, String value) {
    return client.createApiKey(create -> create.name(name).value(value).enabled(true));
  }

  final void add(String planId, String keyId) {
    client.createUsagePlanKey(add -> add.usagePlanId(planId).keyId(keyId).keyType("API_KEY"));
  }

  static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  final int call(String key) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(project.api().url() + "/echo"))
              .header("x-api-key", key)
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
