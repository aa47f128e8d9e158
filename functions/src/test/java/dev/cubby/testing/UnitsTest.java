package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// [Units] against DynamoDB Local, where that counts as AWS does: in writes of one item.
class UnitsTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "7", "-7", "100", "123", "-123456789012345.123456789012", "0.000000000001"})
  void kilobyteAndOneByteMore_areTwoUnits(String number) {
    var item = new HashMap<>(Map.of("PK", fromS("a"), "SK", fromS("b"), "né", fromN(number)));
    int rest = 1_024 - Units.size(item) - "text".length();

    item.put("text", fromS("x".repeat(rest)));
    assertUnits(item, 1);
    item.put("text", fromS("x".repeat(rest + 1)));
    assertUnits(item, 2);
  }

  @Test
  void transaction_isTwiceThat() {
    assertThat(Units.inTransaction(Map.of("PK", fromS("a")))).isEqualTo(2);
    assertThat(Units.inTransaction(Map.of("PK", fromS("x".repeat(1_022))))).isEqualTo(2);
    assertThat(Units.inTransaction(Map.of("PK", fromS("x".repeat(1_023))))).isEqualTo(4);
  }

  private void assertUnits(Map<String, AttributeValue> item, int units) {
    dynamoDb.units();
    dynamoDb.put(item);
    assertThat(dynamoDb.units()).isEqualTo(units);
    assertThat(Units.inTransaction(item)).isEqualTo(2 * units);
  }
}
