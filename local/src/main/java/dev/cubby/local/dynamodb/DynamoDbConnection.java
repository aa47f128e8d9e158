package dev.cubby.local.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// How a DynamoDB is reached: by this process and, through their environment, by functions.
///
/// @param variables the environment variables of an SDK that reaches it: endpoint and credentials
public record DynamoDbConnection(URI endpoint, String region, Map<String, String> variables) {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB";
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /// To an [EmbeddedDynamoDb], which takes any credentials.
  public static DynamoDbConnection toEmbedded(URI endpoint, String region) {
    return toExternal(endpoint, region, Map.of());
  }

  /// To any DynamoDB, with the credentials in `processEnvironment`, or else such that an emulator
  /// takes.
  public static DynamoDbConnection toExternal(
      URI endpoint, String region, Map<String, String> processEnvironment) {
    var variables = new HashMap<String, String>();
    variables.put(ENDPOINT, endpoint.toString());
    variables.put(
        "AWS_ACCESS_KEY_ID", processEnvironment.getOrDefault("AWS_ACCESS_KEY_ID", "local"));
    variables.put(
        "AWS_SECRET_ACCESS_KEY", processEnvironment.getOrDefault("AWS_SECRET_ACCESS_KEY", "local"));
    var sessionToken = processEnvironment.get("AWS_SESSION_TOKEN");
    if (sessionToken != null) {
      variables.put("AWS_SESSION_TOKEN", sessionToken);
    }
    return new DynamoDbConnection(endpoint, region, Map.copyOf(variables));
  }

  /// The environment variables of an SDK that reaches it by way of `proxy`.
  public Map<String, String> variables(URI proxy) {
    var through = new HashMap<>(variables);
    through.put(ENDPOINT, proxy.toString());
    return through;
  }

  /// A client of it, whose calls fail after 5 s. The caller closes it.
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(proxy()))
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  /// A client of its streams, whose calls fail after 5 s. The caller closes it.
  public DynamoDbStreamsClient streamsClient() {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(streamsEndpoint())
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(proxy()))
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  /// Emulators serve streams where they serve tables. AWS does not.
  private URI streamsEndpoint() {
    var host = String.valueOf(endpoint.getHost());
    return host.startsWith("dynamodb.") && host.contains(".amazonaws.com")
        ? URI.create(endpoint.getScheme() + "://streams." + host)
        : endpoint;
  }

  /// The proxy of the environment, but never on the way to this machine itself.
  private ProxyConfiguration proxy() {
    boolean remote = !Set.of("localhost", "127.0.0.1", "[::1]").contains(endpoint.getHost());
    return ProxyConfiguration.builder()
        .useEnvironmentVariablesValues(remote)
        .useSystemPropertyValues(remote)
        .build();
  }

  private AwsCredentials credentials() {
    var accessKeyId = variables.get("AWS_ACCESS_KEY_ID");
    var secretAccessKey = variables.get("AWS_SECRET_ACCESS_KEY");
    var sessionToken = variables.get("AWS_SESSION_TOKEN");
    return sessionToken == null
        ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
        : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
  }
}
