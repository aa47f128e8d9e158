package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.local.LocalApi;
import dev.cubby.local.Options;
import dev.cubby.local.dynamodb.DynamoDbConnection;
import dev.cubby.local.gateway.Timeouts;
import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.permissions.Permissions;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.gateway.GatewayKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The built functions over HTTP, through `local`, with every response held against openapi.yaml.
/// As an extension it starts `local`, has `Bootstrap` do its work as a deployment does, and stops
/// `local` after the class that it is a static field of, or after the test.
public final class HttpApi implements Api, BeforeAllCallback, BeforeEachCallback {

  /// The lock on the faults of [#sharedWithFaults]. A crowd of clients, which takes all processors,
  /// holds it too, whatever API it calls.
  public static final String FAULTS = "faults";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Namespace NAMESPACE = Namespace.create(HttpApi.class);
  // Two, since each DynamoDB executes one call at a time.
  private static final List<HttpApi> SHARED =
      List.of(new HttpApi(patientOptions()), new HttpApi(patientOptions()));
  private static final AtomicInteger SHARES = new AtomicInteger();
  private static final HttpApi SHARED_WITH_STAGE = new HttpApi(patientOptions().withStage("dev"));
  private static final HttpApi SHARED_WITH_FAULTS = withFaults();
  private static final Set<HttpApi> ALL_SHARED =
      Set.of(SHARED.get(0), SHARED.get(1), SHARED_WITH_STAGE, SHARED_WITH_FAULTS);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();

  private final Options options;
  private final OpenApi openApi = OpenApi.read();
  private final Set<TestKey> storedKeys = new HashSet<>();
  private volatile @Nullable Running running;

  private HttpApi(Options options) {
    this.options = options;
  }

  /// Starts once for all test classes, which have users of their own in it. A class that counts all
  /// users, or all items of the table, takes an API of its own.
  public static HttpApi shared() {
    return SHARED.get(SHARES.getAndIncrement() % SHARED.size());
  }

  /// Serves under the stage `dev`, as a deployed stack does. Starts once for all test classes.
  public static HttpApi sharedWithStage() {
    return SHARED_WITH_STAGE;
  }

  /// Reaches DynamoDB through `local().faults()`. Starts once for all test classes, which hold the
  /// resource lock [#FAULTS].
  public static HttpApi sharedWithFaults() {
    return SHARED_WITH_FAULTS;
  }

  public static HttpApi unshared() {
    return new HttpApi(patientOptions());
  }

  /// Gives a parameter of the template another value.
  public static HttpApi with(String parameter, String value) {
    return new HttpApi(patientOptions().withParameter(parameter, value));
  }

  /// Reaches DynamoDB through `local().faults()`.
  public static HttpApi withFaults() {
    return new HttpApi(options().withFaultProxy());
  }

  /// Where nothing is in the way of DynamoDB, a busy machine must not make it unavailable.
  private static Options patientOptions() {
    return options().withVariable("CALL_LIMITS_FACTOR", "15");
  }

  /// Has its table in the DynamoDB at `endpoint`.
  public static HttpApi on(URI endpoint) {
    return new HttpApi(patientOptions().withDynamoDbEndpoint(endpoint));
  }

  /// No test that is not about throttling shall meet it, nor the end of API Gateway's or Lambda's
  /// patience with an authorizer that a slow machine has yet to initialize.
  private static Options options() {
    return Options.of(Path.of("../template.yaml"))
        .withTimeouts(new Timeouts(PATIENCE, PATIENCE))
        .withFunctionTimeoutFactor(15)
        .withParameter("AdminRateLimit", "10000")
        .withParameter("AdminBurstLimit", "5000")
        .withParameter("ProRateLimit", "10000")
        .withParameter("ProBurstLimit", "5000");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    startIn(ALL_SHARED.contains(this) ? context.getRoot() : context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (running == null) {
      startIn(context);
    }
  }

  private void startIn(ExtensionContext context) {
    running =
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(this, _ -> Running.start(options), Running.class);
  }

  /// `local`, and clients of the services in it.
  private record Running(
      LocalApi local, DynamoDbClient dynamoDb, ApiGatewayClient apiGateway, String adminKey)
      implements AutoCloseable {

    static Running start(Options options) {
      var local = LocalApi.start(options);
      local.observe(Permissions.ofTheStack()::note);
      return new Running(
          local,
          DynamoDbConnection.toEmbedded(local.dynamoDbEndpoint(), "us-east-1").client(),
          ApiKeys.client(local.controlPlaneEndpoint()),
          bootstrap(local));
    }

    // On a busy machine DynamoDB can be too slow for it, so it has some attempts.
    private static String bootstrap(LocalApi local) {
      var event = "{}".getBytes(UTF_8);
      var result = local.invoke("BootstrapFunction", event);
      for (int i = 0; i < 10 && !(result instanceof InvocationResult.Success); i++) {
        result = local.invoke("BootstrapFunction", event);
      }
      return switch (result) {
        case InvocationResult.Success success ->
            Answer.of(200, Map.of(), new String(success.payload(), UTF_8))
                .json()
                .path("adminKey")
                .asText();
        case InvocationResult other -> throw new AssertionError(other);
      };
    }

    @Override
    public void close() {
      apiGateway.close();
      dynamoDb.close();
      local.close();
    }
  }

  public LocalApi local() {
    return running().local();
  }

  /// The key that `Bootstrap` made.
  public String adminKey() {
    return running().adminKey();
  }

  /// The DynamoDB behind the API, past any fault proxy.
  public DynamoDbClient dynamoDb() {
    return running().dynamoDb();
  }

  private Running running() {
    return requireNonNull(running, "not registered as an extension");
  }

  @Override
  public Answer call(Call call) {
    var answer = exchange(call);
    openApi.check(call, answer);
    return answer;
  }

  /// Sends `call` with any text as its API key, or with none.
  public Answer send(Call call, @Nullable String apiKey) {
    var answer = exchange(call, apiKey);
    openApi.check(call, answer);
    return answer;
  }

  /// Sends `call`, and returns any answer.
  public Answer exchange(Call call) {
    var key = call.key();
    if (key != null) {
      storeOnce(key);
    }
    return exchange(call, key == null ? null : key.key().secret());
  }

  /// Sends `call` with any text as its API key, or with none, and returns any answer.
  public Answer exchange(Call call, @Nullable String apiKey) {
    var request =
        HttpRequest.newBuilder(URI.create(local().url() + call.target()))
            .timeout(PATIENCE.multipliedBy(2))
            .method(
                call.method(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(call.bytes()));
    call.headers().forEach(request::header);
    if (apiKey != null) {
      request.header("x-api-key", apiKey);
    }
    return answer(request.build());
  }

  /// Deletes the key of that `hash` in API Gateway. The table still knows it.
  public void deleteFromGateway(String hash) {
    apiGateway()
        .getApiKeys(get -> get.nameQuery(hash))
        .items()
        .forEach(found -> apiGateway().deleteApiKey(delete -> delete.apiKey(found.id())));
  }

  /// Whether API Gateway has the key of that `hash`.
  public boolean apiGatewayHas(String hash) {
    return !apiGateway().getApiKeys(get -> get.nameQuery(hash)).items().isEmpty();
  }

  /// Whether API Gateway counts the key of that `hash` on `plan`.
  public boolean apiGatewayCounts(String hash, String plan) {
    return apiGateway()
        .getUsagePlanKeysPaginator(get -> get.usagePlanId(ApiKeys.PLAN_IDS.get(plan)))
        .items()
        .stream()
        .anyMatch(key -> key.value().equals(hash));
  }

  @Override
  public void elapse(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ApiGatewayClient apiGateway() {
    return running().apiGateway();
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getLast()));
      return Answer.of(response.statusCode(), headers, new String(body(response), UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("No answer to " + request, e);
    }
  }

  private static byte[] body(HttpResponse<byte[]> response) throws IOException {
    var encoding = response.headers().firstValue("Content-Encoding");
    // A response to HEAD has the header and no body.
    return response.body().length > 0 && encoding.equals(Optional.of("gzip"))
        ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
        : response.body();
  }

  // One client stores it, and nobody calls with it before that.
  private synchronized void storeOnce(TestKey key) {
    if (storedKeys.add(key)) {
      store(key);
    }
  }

  // What the authorizer needs of a key, without the calls that making one takes.
  private void store(TestKey key) {
    var caller = key.caller();
    var planId = requireNonNull(ApiKeys.PLAN_IDS.get(caller.plan()));
    var gatewayKeyId =
        new GatewayKeys(apiGateway(), "Table").register(key.key().hash(), caller.keyId(), planId);
    dynamoDb()
        .putItem(put ->
            put.tableName("Table")
                .item(
                    Map.of(
                        "PK", fromS("KEY#" + key.key().hash()),
                        "SK", fromS("KEY"),
                        "userId", fromS(caller.userId()),
                        "keyId", fromS(caller.keyId()),
                        "gatewayKeyId", fromS(gatewayKeyId),
                        "roles", fromS(Role.format(caller.roles())),
                        "plan", fromS(caller.plan()))));
  }
}
