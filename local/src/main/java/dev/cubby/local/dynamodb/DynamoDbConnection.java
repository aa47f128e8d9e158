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
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A connection to DynamoDB: for this process and, through their environment, for functions.
///
/// @param variables the environment variables that direct the SDK to it, and away from the files of
///   the user's AWS configuration, which Lambda does not have: endpoint and, if they are the same
///   for all functions, credentials
/// @param callTimeout after which a call of this process fails
public record DynamoDbConnection(
    URI endpoint, String region, Map<String, String> variables, Duration callTimeout) {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB";
  private static final List<String> CREDENTIALS =
      List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
  private static final Pattern OF_AWS = Pattern.compile(".+\\.(amazonaws\\.com(\\.cn)?|api\\.aws)");

  /// An endpoint that does not respond within this time is reported as unusable.
  private static final Duration EXTERNAL_CALL_TIMEOUT = Duration.ofSeconds(5);

  /// The embedded DynamoDB always responds, however busy the machine.
  private static final Duration EMBEDDED_CALL_TIMEOUT = Duration.ofMinutes(5);

  /// The SDK reads only regular files.
  private static final String NO_FILE = "/dev/null";

  static {
    // The JDK's client reads this before its first request in the process, and functions that set
    // it come later: whether a POST without a response is repeated is up to the SDK.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  /// A connection to an [EmbeddedDynamoDb], which accepts any credentials.
  public static DynamoDbConnection toEmbedded(URI endpoint, String region) {
    return connection(endpoint, region, Map.of(), EMBEDDED_CALL_TIMEOUT);
  }

  /// A connection to any DynamoDB. AWS gets the credentials in `processEnvironment`; anything else
  /// gets those that emulators accept, so that real ones stay out of functions that run locally.
  public static DynamoDbConnection toExternal(
      URI endpoint, String region, Map<String, String> processEnvironment) {
    var credentials = new HashMap<String, String>();
    credentials.put("AWS_ACCESS_KEY_ID", "local");
    credentials.put("AWS_SECRET_ACCESS_KEY", "local");
    if (isOfAws(endpoint)) {
      for (var name : CREDENTIALS) {
        var value = processEnvironment.get(name);
        if (value != null) {
          credentials.put(name, value);
        }
      }
    }
    return connection(endpoint, region, credentials, EXTERNAL_CALL_TIMEOUT);
  }

  private static DynamoDbConnection connection(
      URI endpoint, String region, Map<String, String> credentials, Duration callTimeout) {
    var variables = new HashMap<>(credentials);
    variables.put(ENDPOINT, endpoint.toString());
    variables.put("AWS_CONFIG_FILE", NO_FILE);
    variables.put("AWS_SHARED_CREDENTIALS_FILE", NO_FILE);
    return new DynamoDbConnection(endpoint, region, Map.copyOf(variables), callTimeout);
  }

  /// The same by way of `proxy`.
  public DynamoDbConnection through(URI proxy) {
    var through = new HashMap<>(variables);
    through.put(ENDPOINT, proxy.toString());
    return new DynamoDbConnection(proxy, region, Map.copyOf(through), callTimeout);
  }

  /// Creates a client. The caller closes it.
  public DynamoDbClient client() {
    return to(endpoint, DynamoDbClient.builder());
  }

  /// Creates a client of streams. The caller closes it.
  public DynamoDbStreamsClient streamsClient() {
    return to(streamsEndpoint(), DynamoDbStreamsClient.builder());
  }

  /// Sets all that the SDK would otherwise take from the environment, system properties and files.
  private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C to(
      URI address, B builder) {
    return builder
        .endpointOverride(address)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(proxy()))
        .defaultsMode(DefaultsMode.STANDARD)
        .fipsEnabled(false)
        .dualstackEnabled(false)
        .overrideConfiguration(override ->
            override
                .apiCallTimeout(callTimeout)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .defaultProfileFile(ProfileFile.aggregator().build()))
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
