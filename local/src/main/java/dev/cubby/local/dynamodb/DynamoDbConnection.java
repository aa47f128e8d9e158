package dev.cubby.local.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A connection to DynamoDB: for this process and, through their environment, for functions.
///
/// @param variables the environment variables that direct the SDK to it: endpoint and, if they are
///   the same for all, credentials
public record DynamoDbConnection(URI endpoint, String region, Map<String, String> variables) {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB";
  private static final List<String> CREDENTIALS =
      List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
  private static final Pattern OF_AWS = Pattern.compile(".+\\.(amazonaws\\.com(\\.cn)?|api\\.aws)");
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /// A connection to an [EmbeddedDynamoDb], which accepts any credentials.
  public static DynamoDbConnection toEmbedded(URI endpoint, String region) {
    return new DynamoDbConnection(endpoint, region, Map.of(ENDPOINT, endpoint.toString()));
  }

  /// A connection to any DynamoDB. AWS gets the credentials in `processEnvironment`; anything else
  /// gets those that emulators accept, so that real ones stay out of functions that run locally.
  public static DynamoDbConnection toExternal(
      URI endpoint, String region, Map<String, String> processEnvironment) {
    var variables = new HashMap<String, String>();
    variables.put(ENDPOINT, endpoint.toString());
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    if (isOfAws(endpoint)) {
      for (var name : CREDENTIALS) {
        var value = processEnvironment.get(name);
        if (value != null) {
          variables.put(name, value);
        }
      }
    }
    return new DynamoDbConnection(endpoint, region, Map.copyOf(variables));
  }

  /// The environment variables that direct the SDK to `proxy` instead.
  public Map<String, String> variables(URI proxy) {
    var through = new HashMap<>(variables);
    through.put(ENDPOINT, proxy.toString());
    return through;
  }

  /// Creates a client whose calls fail after 5 s. The caller closes it.
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(proxy()))
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  /// Creates a client of streams whose calls fail after 5 s. The caller closes it.
  public DynamoDbStreamsClient streamsClient() {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(streamsEndpoint())
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(proxy()))
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  /// Emulators serve streams at the endpoint of tables. AWS does not.
  private URI streamsEndpoint() {
    return isOfAws(endpoint) && endpoint.getHost().startsWith("dynamodb.")
        ? URI.create(endpoint.getScheme() + "://streams." + endpoint.getHost())
        : endpoint;
  }

  private static boolean isOfAws(URI endpoint) {
    return OF_AWS.matcher(String.valueOf(endpoint.getHost())).matches();
  }

  /// The proxy of the environment, except for this machine.
  private ProxyConfiguration proxy() {
    boolean remote = !Set.of("localhost", "127.0.0.1", "[::1]").contains(endpoint.getHost());
    return ProxyConfiguration.builder()
        .useEnvironmentVariablesValues(remote)
        .useSystemPropertyValues(remote)
        .build();
  }

  private AwsCredentials credentials() {
    var accessKeyId = variables.getOrDefault("AWS_ACCESS_KEY_ID", "local");
    var secretAccessKey = variables.getOrDefault("AWS_SECRET_ACCESS_KEY", "local");
    var sessionToken = variables.get("AWS_SESSION_TOKEN");
    return sessionToken == null
        ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
        : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
  }
}
