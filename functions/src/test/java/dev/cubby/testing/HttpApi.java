package dev.cubby.testing;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.local.LocalApi;
import dev.cubby.local.Options;
import dev.cubby.local.dynamodb.DynamoDbConnection;
import dev.cubby.local.gateway.Timeouts;
import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.shared.auth.Role;
import dev.cubby.shared.gateway.GatewayKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Calls the built functions over HTTP through `local`, and holds every response against
/// openapi.yaml.
public final class HttpApi implements Api, AutoCloseable {

  private static final Path TEMPLATE = Path.of("../template.yaml");

  private final LocalApi local;
  private final DynamoDbClient dynamoDb;
  private final ApiGatewayClient apiGateway;
  private final GatewayKeys gatewayKeys;
  private final HttpClient client =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
  private final OpenApi openApi = OpenApi.read();
  private final Set<TestKey> storedKeys = new HashSet<>();

  private HttpApi(Options options) {
    local = LocalApi.start(options);
    dynamoDb = DynamoDbConnection.toEmbedded(local.dynamoDbEndpoint(), "us-east-1").client();
    apiGateway = ApiKeys.client(local.controlPlaneEndpoint());
    gatewayKeys = new GatewayKeys(apiGateway);
  }

  public static HttpApi start() {
    return new HttpApi(options());
  }

  /// Serves under the stage `name`, as a deployed stack does.
  public static HttpApi startWithStage(String name) {
    return new HttpApi(options().withStage(name));
  }

  /// Gives a parameter of the template another value.
  public static HttpApi startWith(String parameter, String value) {
    return new HttpApi(options().withParameter(parameter, value));
  }

  /// Reaches DynamoDB through `local().faults()`.
  public static HttpApi startWithFaults() {
    return new HttpApi(options().withFaultProxy());
  }

  /// No test that is not about throttling shall meet it, nor any the end of API Gateway's patience
  /// with an authorizer that a slow machine has yet to initialise.
  private static Options options() {
    return Options.of(TEMPLATE)
        .withTimeouts(new Timeouts(Duration.ofSeconds(29), Duration.ofSeconds(29)))
        .withParameter("AdminRateLimit", "10000")
        .withParameter("AdminBurstLimit", "5000")
        .withParameter("ProRateLimit", "10000")
        .withParameter("ProBurstLimit", "5000");
  }

  public LocalApi local() {
    return local;
  }

  /// Has `Bootstrap` do its work, as a deployment does, and returns the key that it makes.
  public String bootstrap() {
    return switch (local.invoke("BootstrapFunction", "{}".getBytes(StandardCharsets.UTF_8))) {
      case InvocationResult.Success success ->
          Answer.of(200, Map.of(), new String(success.payload(), StandardCharsets.UTF_8))
              .json()
              .path("adminKey")
              .asText();
      case InvocationResult other -> throw new AssertionError(other);
    };
  }

  @Override
  public Answer call(Call call) {
    var key = call.key();
    if (key != null) {
      storeOnce(key);
    }
    return send(call, key == null ? null : key.key().secret());
  }

  /// Sends `call` with any text as its API key, or with none.
  public Answer send(Call call, @Nullable String apiKey) {
    var request =
        HttpRequest.newBuilder(URI.create(local.url() + call.target()))
            .timeout(Duration.ofSeconds(60))
            .method(
                call.method(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(call.bytes()));
    call.headers().forEach(request::header);
    if (apiKey != null) {
      request.header("x-api-key", apiKey);
    }
    var answer = answer(request.build());
    openApi.check(call, answer);
    return answer;
  }

  /// Deletes the key in API Gateway. The table still knows it.
  public void deleteFromGateway(TestKey key) {
    apiGateway
        .getApiKeys(get -> get.nameQuery(key.key().hash()))
        .items()
        .forEach(found -> apiGateway.deleteApiKey(delete -> delete.apiKey(found.id())));
  }

  /// Whether API Gateway has the key of that `hash`.
  public boolean apiGatewayHas(String hash) {
    return !apiGateway.getApiKeys(get -> get.nameQuery(hash)).items().isEmpty();
  }

  @Override
  public void elapse(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    apiGateway.close();
    dynamoDb.close();
    client.close();
    local.close();
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getLast()));
      return Answer.of(
          response.statusCode(), headers, new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("No answer to " + request, e);
    }
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
    gatewayKeys.register(
        key.key().hash(), caller.keyId(), requireNonNull(ApiKeys.PLAN_IDS.get(caller.plan())));
    dynamoDb.putItem(put ->
        put.tableName("Table")
            .item(
                Map.of(
                    "PK", fromS("KEY#" + key.key().hash()),
                    "SK", fromS("KEY"),
                    "userId", fromS(caller.userId()),
                    "keyId", fromS(caller.keyId()),
                    "roles", fromS(Role.format(caller.roles())),
                    "plan", fromS(caller.plan()))));
  }
}
