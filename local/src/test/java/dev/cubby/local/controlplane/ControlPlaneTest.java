package dev.cubby.local.controlplane;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.LocalApi;
import dev.cubby.local.Options;
import dev.cubby.local.RunningProject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.QuotaPeriodType;
import software.amazon.awssdk.services.apigateway.model.TooManyRequestsException;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/// The AWS SDK's client against the control plane, and what it changes for callers of the API.
class ControlPlaneTest {

  private static final String VALUE = "value-of-20-characters";

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
  private final RunningProject project =
      RunningProject.of(TEMPLATE, Instant.parse("2026-11-21T12:00:00Z"));

  private ApiGatewayClient client;

  @BeforeEach
  void createClient() {
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

  private void restartWith(Options options) {
    client.close();
    project.restart(options);
    createClient();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void createdKey_isReadBack() {
    var created =
        client.createApiKey(create ->
            create
                .value(VALUE)
                .name("k1")
                .description("d")
                .customerId("c")
                .enabled(true)
                .generateDistinctId(true)
                .tags(Map.of("a", "b")));

    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.id()).matches("[a-z0-9]{10}");
    assertThat(created.value()).isEqualTo(VALUE);
    assertThat(created.createdDate()).isEqualTo(project.clock().instant());
    var read = client.getApiKey(get -> get.apiKey(created.id()).includeValue(true));
    assertThat(read.value()).isEqualTo(VALUE);
    assertThat(read.name()).isEqualTo("k1");
    assertThat(read.description()).isEqualTo("d");
    assertThat(read.customerId()).isEqualTo("c");
    assertThat(read.enabled()).isTrue();
    assertThat(read.tags()).isEqualTo(Map.of("a", "b"));
    assertThat(client.getApiKey(get -> get.apiKey(created.id())).value()).isNull();
  }

  @Test
  void keyWithNothingSaid_getsAValueAndIsDisabled() {
    var created = client.createApiKey(_ -> {});

    assertThat(created.value()).matches("[A-Za-z0-9]{40}");
    assertThat(created.enabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "19, API Key value should be at least 20 characters",
    "129, API Key value exceeds maximum size of 128 characters"
  })
  void valueTooShortOrLong_is400(int length, String message) {
    assertThatThrownBy(() -> client.createApiKey(create -> create.value("x".repeat(length))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 128})
  void valueOfAnAllowedLength_isTaken(int length) {
    var value = "x".repeat(length);

    assertThat(client.createApiKey(create -> create.value(value)).value()).isEqualTo(value);
  }

  @Test
  void valueOfAnotherKey_is409() {
    create("k1", VALUE);

    assertThatThrownBy(() -> create("k2", VALUE))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("API Key already exists");
  }

  @Test
  void nameOfAnotherKey_isTaken() {
    create("k1", VALUE);

    assertThat(create("k1", VALUE + "2").name()).isEqualTo("k1");
  }

  @Test
  void keys_areListedByNameInPages() {
    for (int i = 0; i < 30; i++) {
      create("a" + i, VALUE + i);
    }
    create("b", VALUE + "b");

    assertThat(client.getApiKeys(_ -> {}).items()).hasSize(25);
    assertThat(client.getApiKeysPaginator(get -> get.limit(7)).items()).hasSize(31);
    assertThat(client.getApiKeys(get -> get.limit(500)).position()).isNull();
    var named = client.getApiKeys(get -> get.nameQuery("b").includeValues(true)).items();
    assertThat(named).extracting(ApiKey::value).containsExactly(VALUE + "b");
    assertThat(client.getApiKeys(get -> get.nameQuery("a1").limit(100)).items())
        .hasSize(11)
        .allSatisfy(key -> assertThat(key.value()).isNull());
  }

  @Test
  void patch_changesAKey() {
    var key = create("k1", VALUE);
    project.clock().advance(Duration.ofSeconds(10));

    var updated =
        client.updateApiKey(update ->
            update
                .apiKey(key.id())
                .patchOperations(
                    replace("/name", "k2"),
                    replace("/description", "new"),
                    replace("/customerId", "c2"),
                    replace("/enabled", "false")));

    assertThat(updated.name()).isEqualTo("k2");
    assertThat(updated.description()).isEqualTo("new");
    assertThat(updated.customerId()).isEqualTo("c2");
    assertThat(updated.enabled()).isFalse();
    assertThat(updated.createdDate()).isEqualTo(project.clock().instant().minusSeconds(10));
    assertThat(updated.lastUpdatedDate()).isEqualTo(project.clock().instant());
    assertThatThrownBy(() ->
            client.updateApiKey(
                update -> update.apiKey(key.id()).patchOperations(replace("/value", VALUE + "2"))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("/value");
  }

  @Test
  void keyInAPlan_isLetThroughAndWithoutItIsNot() {
    var key = create("k1", VALUE);
    assertThat(call(VALUE)).isEqualTo(403);

    var added =
        client.createUsagePlanKey(
            add -> add.usagePlanId("Basic").keyId(key.id()).keyType("API_KEY"));
    assertThat(added.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(added.id()).isEqualTo(key.id());
    assertThat(added.name()).isEqualTo("k1");
    assertThat(added.value()).isEqualTo(VALUE);
    assertThat(added.type()).isEqualTo("API_KEY");
    assertThat(call(VALUE)).isEqualTo(200);

    var removed = client.deleteUsagePlanKey(remove -> remove.usagePlanId("Basic").keyId(key.id()));
    assertThat(removed.sdkHttpResponse().statusCode()).isEqualTo(202);
    assertThat(call(VALUE)).isEqualTo(403);
  }

  @Test
  void deletedOrDisabledKey_isRefused() {
    var key = create("k1", VALUE);
    add("Pro", key.id());
    assertThat(call(VALUE)).isEqualTo(200);

    client.updateApiKey(
        update -> update.apiKey(key.id()).patchOperations(replace("/enabled", "false")));
    assertThat(call(VALUE)).isEqualTo(403);
    client.updateApiKey(
        update -> update.apiKey(key.id()).patchOperations(replace("/enabled", "true")));
    assertThat(call(VALUE)).isEqualTo(200);

    var deleted = client.deleteApiKey(delete -> delete.apiKey(key.id()));
    assertThat(deleted.sdkHttpResponse().statusCode()).isEqualTo(202);
    assertThat(call(VALUE)).isEqualTo(403);
    assertThat(client.getUsagePlanKeys(get -> get.usagePlanId("Pro")).items()).isEmpty();
    assertThat(create("again", VALUE).id()).isNotEqualTo(key.id());
  }

  @Test
  void keyInTwoPlansOfOneStage_is409() {
    var key = create("k1", VALUE);
    add("Basic", key.id());

    assertThatThrownBy(() -> add("Basic", key.id())).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> add("Pro", key.id()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("same API stage");
    add("Elsewhere", key.id());
    assertThat(client.getUsagePlans(get -> get.keyId(key.id())).items())
        .extracting(UsagePlan::id)
        .containsExactly("Basic", "Elsewhere");
  }

  @Test
  void whatIsNotThere_is404() {
    var key = create("k1", VALUE);
    List<Runnable> calls =
        List.of(
            () -> client.getApiKey(get -> get.apiKey("none")),
            () ->
                client.updateApiKey(
                    update -> update.apiKey("none").patchOperations(replace("/name", "x"))),
            () -> client.deleteApiKey(delete -> delete.apiKey("none")),
            () -> client.getUsagePlan(get -> get.usagePlanId("none")),
            () -> client.getUsagePlanKeys(get -> get.usagePlanId("none")),
            () -> add("none", key.id()),
            () -> add("Basic", "none"),
            () -> client.getUsagePlanKey(get -> get.usagePlanId("Basic").keyId(key.id())),
            () -> client.deleteUsagePlanKey(get -> get.usagePlanId("Basic").keyId(key.id())),
            () ->
                client.getUsage(
                    get -> get.usagePlanId("none").startDate("2026-11-21").endDate("2026-11-21")));

    assertThat(calls)
        .allSatisfy(call ->
            assertThatThrownBy(call::run)
                .isInstanceOf(NotFoundException.class)
                .satisfies(e ->
                    assertThat(((NotFoundException) e).awsErrorDetails().errorMessage())
                        .startsWith("Invalid ")));
  }

  @Test
  void keysOfAPlan_areListed() {
    var one = create("one", VALUE + "1");
    var two = create("two", VALUE + "2");
    add("Basic", one.id());
    add("Basic", two.id());

    var keys = client.getUsagePlanKeysPaginator(get -> get.usagePlanId("Basic").limit(1)).items();
    assertThat(keys.stream().map(key -> key.id())).containsExactlyInAnyOrder(one.id(), two.id());
    assertThat(client.getUsagePlanKeys(get -> get.usagePlanId("Basic").nameQuery("two")).items())
        .singleElement()
        .satisfies(key -> assertThat(key.value()).isEqualTo(VALUE + "2"));
    assertThat(client.getUsagePlanKey(get -> get.usagePlanId("Basic").keyId(one.id())).name())
        .isEqualTo("one");
  }

  @Test
  void plans_areThoseOfTheTemplate() {
    assertThat(client.getUsagePlansPaginator(get -> get.limit(2)).items().stream())
        .extracting(UsagePlan::id)
        .containsExactly("Basic", "Elsewhere", "Pro");

    var plan = client.getUsagePlan(get -> get.usagePlanId("Basic"));
    assertThat(plan.name()).isEqualTo("the-basic-plan");
    assertThat(plan.description()).isEqualTo("For all");
    assertThat(plan.throttle().rateLimit()).isEqualTo(10);
    assertThat(plan.throttle().burstLimit()).isEqualTo(20);
    assertThat(plan.quota().limit()).isEqualTo(5);
    assertThat(plan.quota().period()).isEqualTo(QuotaPeriodType.WEEK);
    assertThat(plan.quota().offset()).isEqualTo(1);
    assertThat(plan.apiStages())
        .singleElement()
        .satisfies(stage -> {
          assertThat(stage.stage()).isEqualTo("dev");
          assertThat(stage.throttle()).containsOnlyKeys("/echo/GET");
          var throttle = requireNonNull(stage.throttle().get("/echo/GET"));
          assertThat(throttle.rateLimit()).isEqualTo(1.5);
          assertThat(throttle.burstLimit()).isEqualTo(7);
        });
    var free = client.getUsagePlan(get -> get.usagePlanId("Pro"));
    assertThat(free.throttle()).isNull();
    assertThat(free.quota()).isNull();
  }

  @Test
  void usage_isCountedPerKeyAndDay() {
    var key = create("k1", VALUE);
    add("Basic", key.id());
    var idle = create("k2", VALUE + "2");
    add("Basic", idle.id());
    call(VALUE);
    call(VALUE);
    project.clock().advance(Duration.ofDays(1));
    call(VALUE);
    project.clock().advance(Duration.ofDays(1));
    call(VALUE);

    var usage =
        client.getUsage(
            get -> get.usagePlanId("Basic").startDate("2026-11-20").endDate("2026-11-23"));

    assertThat(usage.usagePlanId()).isEqualTo("Basic");
    assertThat(usage.startDate()).isEqualTo("2026-11-20");
    assertThat(usage.endDate()).isEqualTo("2026-11-23");
    assertThat(usage.items())
        .isEqualTo(
            Map.of(
                key.id(),
                List.of(List.of(0L, 5L), List.of(2L, 3L), List.of(1L, 2L), List.of(1L, 4L)),
                idle.id(),
                List.of(List.of(0L, 5L), List.of(0L, 5L), List.of(0L, 5L), List.of(0L, 5L))));
    var own =
        client.getUsage(get ->
            get.usagePlanId("Basic")
                .keyId(idle.id())
                .startDate("2026-11-23")
                .endDate("2026-11-23"));
    assertThat(own.items()).containsOnlyKeys(idle.id());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, 2026-11-21",
    "yesterday, 2026-11-21",
    "2026-11-21, 2026-11-31",
    "0001-01-01, 9999-12-31"
  })
  void usageOfNoDays_is400(String start, String end) {
    assertThatThrownBy(
            () -> client.getUsage(get -> get.usagePlanId("Basic").startDate(start).endDate(end)))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void otherKeyTypeOrLimit_is400() {
    var key = create("k1", VALUE);

    assertThatThrownBy(() ->
            client.createUsagePlanKey(
                add -> add.usagePlanId("Basic").keyId(key.id()).keyType("OTHER")))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> client.getApiKeys(get -> get.limit(0)))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void operationThatIsNotRun_isNamed() {
    assertThatThrownBy(() -> client.getRestApis())
        .isInstanceOf(ApiGatewayException.class)
        .satisfies(e -> {
          var details = ((ApiGatewayException) e).awsErrorDetails();
          assertThat(details.errorCode()).isEqualTo("UnknownOperationException");
          assertThat(details.errorMessage())
              .isEqualTo("local does not run GET /restapis of API Gateway's control plane");
        });
  }

  @Test
  void operationsAboveTheirRate_are429WhereAskedFor() {
    for (int i = 0; i < 20; i++) {
      create("k" + i, VALUE + i);
    }
    restartWith(project.options().withControlPlaneQuotas());

    for (int i = 0; i < 5; i++) {
      create("k" + i, VALUE + i);
    }
    assertThatThrownBy(() -> create("k5", VALUE + 5)).isInstanceOf(TooManyRequestsException.class);
    project.clock().advance(Duration.ofMillis(200));
    assertThat(create("k5", VALUE + 5).name()).isEqualTo("k5");

    project.clock().advance(Duration.ofSeconds(60));
    for (int i = 0; i < 40; i++) {
      client.getUsagePlans();
    }
    assertThatThrownBy(() -> client.getUsagePlans()).isInstanceOf(TooManyRequestsException.class);
    project.clock().advance(Duration.ofMillis(100));
    assertThat(client.getUsagePlans().items()).hasSize(3);
  }

  @Test
  void keysAndTheirPlans_surviveARestartWithData() throws IOException {
    var data = project.directory().resolve("data");
    restartWith(project.options().withData(data));
    var key = create("k1", VALUE);
    add("Basic", key.id());
    create("k2", VALUE + "2");
    call(VALUE);

    restartWith(project.options().withData(data));

    assertThat(call(VALUE)).isEqualTo(200);
    assertThat(call(VALUE + "2")).isEqualTo(403);
    assertThat(client.getApiKey(get -> get.apiKey(key.id())).name()).isEqualTo("k1");
    var today = "2026-11-21";
    assertThat(
            client
                .getUsage(get -> get.usagePlanId("Basic").startDate(today).endDate(today))
                .items())
        .isEqualTo(Map.of(key.id(), List.of(List.of(2L, 3L))));
    var permissions = Files.getPosixFilePermissions(data.resolve("api-keys.json"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    try (var files = Files.list(data)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("api-keys")))
          .hasSize(1);
    }
  }

  @Test
  void brokenFileOfKeys_isNamed() throws IOException {
    var data = Files.createDirectories(project.directory().resolve("data"));
    Files.writeString(data.resolve("api-keys.json"), "{");

    assertThatThrownBy(() -> LocalApi.start(project.options().withData(data)))
        .hasMessageStartingWith("Cannot use the API keys in " + data);
  }

  @Test
  void functions_findItByTheirEnvironment() {
    var environment =
        project.api().invoke("EnvironmentFunction", "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(new String(environment.payload(), StandardCharsets.UTF_8))
        .contains(
            "\"AWS_ENDPOINT_URL_API_GATEWAY\":\"" + project.api().controlPlaneEndpoint() + "\"");
  }

  private CreateApiKeyResponse create(String name, String value) {
    return client.createApiKey(create -> create.name(name).value(value).enabled(true));
  }

  private void add(String planId, String keyId) {
    client.createUsagePlanKey(add -> add.usagePlanId(planId).keyId(keyId).keyType("API_KEY"));
  }

  private static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  private int call(String key) {
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
