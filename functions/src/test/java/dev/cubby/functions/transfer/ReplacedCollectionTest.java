package dev.cubby.functions.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.functions.collections.CollectionFunctions;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of a collection that an import has replaced, after some time.
class ReplacedCollectionTest extends TransferCase {

  private static final String ORDERS = "/collections/orders";

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final MovableClock clock = new MovableClock();
  private Api api;

  @BeforeEach
  void createHandlers() {
    api = TransferFunctions.on(dynamoDb.table(), clock);
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void indexes_areFilledWithTheDocumentsThatWereThere() {
    call(Call.put(ORDERS, "{\"schema\":{},\"indexes\":{\"old\":{\"fields\":[\"/n\"]}}}"))
        .hasStatus(201);
    call(Call.put(ORDERS + "/documents/a?upsert=true", "{\"status\":\"open\",\"n\":1}"))
        .hasStatus(201);
    var lines = List.of(CollectionTransferContract.COLLECTION);
    assertThat(outcomes(send("?replace=true", lines, owner))).containsExactly("replaced");

    api.elapse(Duration.ofSeconds(90));
    CollectionFunctions.maintain(dynamoDb.table(), clock);
    api.elapse(Duration.ofSeconds(30));

    var documents = ORDERS + "/documents?index=";
    assertThat(call(Call.get(documents + "byStatus")).hasStatus(200).items("id"))
        .containsExactly("a");
    call(Call.get(documents + "old")).isInvalid("index");
    // The walk has made another version, which the line is not.
    assertThat(outcomes(send("", lines, owner))).containsExactly("differs");
  }
}
