package dev.cubby.local.faults;

import static dev.cubby.local.faults.Fault.CANCELLATION;
import static dev.cubby.local.faults.Fault.DELAY;
import static dev.cubby.local.faults.Fault.LOST_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The AWS SDK's client, without retries, on either side of a proxy.
class FaultProxyTest {

  private static final Map<String, AttributeValue> KEY = Map.of("PK", fromS("grüße"));

  private static EmbeddedDynamoDb dynamoDb;
  private static DynamoDbClient direct;
  private FaultProxy proxy;
  private DynamoDbClient client;

  @BeforeAll
  static void createTable() {
    dynamoDb = EmbeddedDynamoDb.inMemory();
    direct = client(dynamoDb.endpoint(), Duration.ofSeconds(30));
    direct.createTable(create ->
        create
            .tableName("table")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(KeySchemaElement.builder().attributeName("PK").keyType(KeyType.HASH).build())
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("PK")
                    .attributeType(ScalarAttributeType.S)
                    .build()));
  }

  @AfterAll
  static void stopDynamoDb() {
    direct.close();
    dynamoDb.close();
  }

  @BeforeEach
  void startProxy() {
    direct.deleteItem(delete -> delete.tableName("table").key(KEY));
    proxy = FaultProxy.to(dynamoDb.endpoint());
    client = client(proxy.endpoint(), Duration.ofSeconds(10));
  }

  @AfterEach
  void stopProxy() {
    client.close();
    proxy.close();
  }

  @Test
  void withoutSchedule_callsAndErrorsPassUnchanged() {
    put();

    assertThat(client.getItem(get -> get.tableName("table").key(KEY)).item()).isEqualTo(KEY);
    var failure =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                client.putItem(put ->
                    put.tableName("table")
                        .item(KEY)
                        .conditionExpression("attribute_not_exists(PK)")
                        .returnValuesOnConditionCheckFailure(ALL_OLD)));
    assertThat(failure.item()).isEqualTo(KEY);
    assertThat(proxy.calls()).isEqualTo(3);
    assertThat(proxy.injected()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST_ANSWER", "WITHHELD_ANSWER"})
  void lostAnswer_isOfACallThatWasCarriedOut(Fault fault) {
    proxy.follow(FaultSchedule.first(fault));

    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    assertThat(isThere()).isTrue();
  }

  @Test
  void delay_isAnswered() {
    proxy.follow(FaultSchedule.first(DELAY));

    put();

    assertThat(isThere()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"HANG", "RESET"})
  void lostCall_isNotCarriedOut(Fault fault) {
    proxy.follow(FaultSchedule.first(fault));

    try (var hasty = client(proxy.endpoint(), Duration.ofMillis(300))) {
      assertThatThrownBy(() -> hasty.putItem(put -> put.tableName("table").item(KEY)))
          .isInstanceOf(SdkClientException.class);
    }
    assertThat(isThere()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "INTERNAL_ERROR, 500, InternalServerErrorException",
    "TABLE_THROTTLING, 400, ProvisionedThroughputExceededException",
    "ACCOUNT_THROTTLING, 400, ThrottlingException",
    "CONFLICT, 400, TransactionConflictException",
  })
  void error_isTheSdksAndOfACallThatWasNotCarriedOut(Fault fault, int statusCode, String type) {
    proxy.follow(FaultSchedule.first(fault));

    var failure = catchThrowableOfType(DynamoDbException.class, this::put);

    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure.statusCode()).isEqualTo(statusCode);
    assertThat(isThere()).isFalse();
  }

  @Test
  void cancellation_hasAReasonForEachItemAndWritesNone() {
    proxy.follow(FaultSchedule.first(CANCELLATION));

    var failure =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                client.transactWriteItems(
                    write -> write.transactItems(putOf(KEY), putOf(Map.of("PK", fromS("other"))))));

    assertThat(failure.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("TransactionConflict", "None");
    assertThat(isThere()).isFalse();
  }

  @Test
  void repeatedTransaction_isNotCanceledIfItWasCarriedOut() {
    proxy.follow(FaultSchedule.first(LOST_ANSWER, CANCELLATION));

    assertThatThrownBy(this::transact).isInstanceOf(SdkClientException.class);
    transact();

    assertThat(proxy.injected()).isEqualTo(Map.of(LOST_ANSWER, 1));
  }

  @Test
  void injectedFaults_areCounted() {
    proxy.follow(FaultSchedule.first(DELAY, DELAY, LOST_ANSWER));

    put();
    put();
    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    put();

    assertThat(proxy.calls()).isEqualTo(4);
    assertThat(proxy.injected()).isEqualTo(Map.of(DELAY, 2, LOST_ANSWER, 1));
  }

  @Test
  void closedProxy_refusesConnections() {
    proxy.close();

    assertThatThrownBy(this::put).hasMessageContaining("refused");
  }

  private void put() {
    client.putItem(put -> put.tableName("table").item(KEY));
  }

  private void transact() {
    client.transactWriteItems(write -> write.transactItems(putOf(KEY)).clientRequestToken("token"));
  }

  private static TransactWriteItem putOf(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName("table").item(item)).build();
  }

  private static boolean isThere() {
    return direct.getItem(get -> get.tableName("table").key(KEY).consistentRead(true)).hasItem();
  }

  private static DynamoDbClient client(URI endpoint, Duration timeout) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(timeout))
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
