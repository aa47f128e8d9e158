package dev.cubby.local.faults;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The AWS SDK's client, without retries, on either side of a proxy. The table `table` has the key
/// PK, SK and the index `Index` with the key IPK, ISK.
abstract class FaultProxyCase {

  /// The first query of a late index copies the table, which takes time on a busy machine.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final class Server {

    static final EmbeddedDynamoDb INSTANCE = EmbeddedDynamoDb.inMemory();
    static final DynamoDbClient CLIENT = client(INSTANCE.endpoint(), PATIENCE);

    static {
      CLIENT.createTable(create ->
          create
              .tableName("table")
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .keySchema(part("PK", KeyType.HASH), part("SK", KeyType.RANGE))
              .globalSecondaryIndexes(
                  GlobalSecondaryIndex.builder()
                      .indexName("Index")
                      .keySchema(part("IPK", KeyType.HASH), part("ISK", KeyType.RANGE))
                      .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                      .build())
              .attributeDefinitions(
                  Stream.of("PK", "SK", "IPK", "ISK")
                      .map(name ->
                          AttributeDefinition.builder()
                              .attributeName(name)
                              .attributeType(ScalarAttributeType.S)
                              .build())
                      .toList()));
    }
  }

  /// A partition of the table, and of the index, that no other test uses.
  final String partition = "grüße " + UUID.randomUUID();

  /// The key of an item in it.
  final Map<String, AttributeValue> key = key(partition);

  final DynamoDbClient direct = Server.CLIENT;
  final FaultProxy proxy = FaultProxy.to(Server.INSTANCE.endpoint());
  final DynamoDbClient client = client(proxy.endpoint(), PATIENCE);

  @AfterEach
  void stopProxy() {
    client.close();
    proxy.close();
  }

  static URI endpoint() {
    return Server.INSTANCE.endpoint();
  }

  static Map<String, AttributeValue> key(String partition) {
    return Map.of("PK", fromS(partition), "SK", fromS("a"));
  }

  /// The item under `key`, with an entry in the index of this partition.
  static Map<String, AttributeValue> entry(
      Map<String, AttributeValue> key, String partition, String sort) {
    var item = new HashMap<>(key);
    item.put("IPK", fromS(partition));
    item.put("ISK", fromS(sort));
    return item;
  }

  static TransactWriteItem putOf(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName("table").item(item)).build();
  }

  boolean isThere() {
    return direct.getItem(get -> get.tableName("table").key(key).consistentRead(true)).hasItem();
  }

  static DynamoDbClient client(URI endpoint, Duration timeout) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(timeout))
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private static KeySchemaElement part(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}
