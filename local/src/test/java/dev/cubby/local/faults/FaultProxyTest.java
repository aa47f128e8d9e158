package dev.cubby.local.faults;

import static dev.cubby.local.faults.Fault.CANCELLATION;
import static dev.cubby.local.faults.Fault.DELAY;
import static dev.cubby.local.faults.Fault.LOST_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class FaultProxyTest extends FaultProxyCase {

  @Test
  void withoutSchedule_callsAndErrorsPassUnchanged() {
    put();

    assertThat(client.getItem(get -> get.tableName("table").key(key)).item()).isEqualTo(key);
    var failure =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                client.putItem(put ->
                    put.tableName("table")
                        .item(key)
                        .conditionExpression("attribute_not_exists(PK)")
                        .returnValuesOnConditionCheckFailure(ALL_OLD)));
    assertThat(failure.item()).isEqualTo(key);
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
      assertThatThrownBy(() -> hasty.putItem(put -> put.tableName("table").item(key)))
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
                    write -> write.transactItems(putOf(key), putOf(key(partition + "-other")))));

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
    client.putItem(put -> put.tableName("table").item(key));
  }

  private void transact() {
    client.transactWriteItems(write -> write.transactItems(putOf(key)).clientRequestToken("token"));
  }
}
