package dev.cubby.functions.transfer;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The largest response to an import.
class LongestViolationsTest extends TransferCase {

  // Lambda writes it as 12 bytes.
  private static final String SMILE = "\uD83D\uDE00";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = TransferFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void tenViolationsOfEachOfAHundredLines_fitTheResponse() {
    var alternatives = tenOf("{\"const\":\"%d" + SMILE.repeat(97) + "\"}");
    var schema = "{\"additionalProperties\":{\"anyOf\":[" + alternatives + "]}}";
    call(Call.put("/collections/orders", "{\"schema\":" + schema + "}")).hasStatus(201);
    var document = tenOf("\\\"%d" + SMILE.repeat(199) + "\\\":1");
    var lines =
        IntStream.range(0, 100)
            .mapToObj(i -> CollectionTransferContract.document("d" + i, "{" + document + "}"))
            .toList();

    var answer = send("", lines, owner).hasStatus(200);

    assertThat(outcomes(answer)).hasSize(100).containsOnly("invalid");
    assertThat(answer.json().at("/results/99/errors")).hasSize(10);
  }

  private static String tenOf(String format) {
    return IntStream.range(0, 10).mapToObj(format::formatted).collect(joining(","));
  }
}
