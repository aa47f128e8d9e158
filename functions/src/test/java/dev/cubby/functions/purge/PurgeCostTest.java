package dev.cubby.functions.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.CostTable;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a purge costs, if nobody writes meanwhile and one turn is enough: calls of DynamoDB.
/// docs/architecture.md says the same, with another pass that finds nothing.
class PurgeCostTest extends PurgeCase {

  // No turn ever ends.
  private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);

  @Test
  void pass_consumesWhatTheTableStates() {
    Runnable purge = () -> assertFinishes(purge(dynamoDb.table(), clock), user);

    CostTable.assertStated("`PurgeUser`, a last pass that finds nothing", dynamoDb, purge);
    table.give(user, 0, 26);
    CostTable.assertStated("`PurgeUser`, a last pass over 26 records", dynamoDb, purge);
    table.give(user, 1, 0);
    CostTable.assertStated("`PurgeUser`, a last pass over a key", dynamoDb, purge);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "1, 5", "25, 5", "26, 6", "1000, 44", "1001, 46"})
  void records_costACallForEach25AndOneForEach1000(int records, int calls) {
    table.give(user, 0, records);

    assertCalls(calls);

    assertThat(table.all()).isEmpty();
  }

  @Test
  void key_costsFourCallsMore() {
    table.give(user, 25, 0);

    // References: a page, and that there are none left. Each key: a page, its deletion, that there
    // is none left, and the deletion of the reference. The rest, and collections.
    assertCalls(2 + 25 * 4 + 2);
  }

  @Test
  @Tag("slow")
  void twoThousandRecords_areDeletedIn80BatchesAndOthersKeepEveryByte() {
    var other = newUserId();
    table.give(other, 1, 10);
    var others = table.all();
    table.give(user, 0, 2_000);

    // No keys, two pages, their deletion, that there are none left, and no collections.
    assertCalls(1 + 2 + 80 + 1 + 1);

    assertThat(table.of(user)).isEmpty();
    assertThat(table.all()).isEqualTo(others);
  }

  private void assertCalls(int calls) {
    dynamoDb.calls();
    assertFinishes(purge(dynamoDb.table(), clock), user);
    assertThat(dynamoDb.calls()).isEqualTo(calls);
  }
}
