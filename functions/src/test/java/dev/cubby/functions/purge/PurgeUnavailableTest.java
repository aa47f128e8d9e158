package dev.cubby.functions.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A purge whose calls of DynamoDB fail. It never throws, so that no batch is given up before its
/// maximum age.
@Timeout(600)
class PurgeUnavailableTest extends PurgeCase {

  private FaultProxy proxy;
  private PurgeUser purge;

  @BeforeEach
  void createPurge() {
    table.give(user, 2, 100);
    proxy = dynamoDb.proxy();
    purge = purge(dynamoDb.table(proxy.endpoint()), InstantSource.system());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TABLE_THROTTLING", "ACCOUNT_THROTTLING", "INTERNAL_ERROR", "RESET"})
  void dynamoDbThatFailsForLong_hasTheDeletionSentAgain(Fault fault) {
    proxy.follow(FaultSchedule.always(fault));
    assertThat(unfinished(purge, Duration.ofSeconds(11), Deletions.of(user))).containsExactly(user);

    proxy.follow(FaultSchedule.none());
    assertFinishes(purge, user);
    assertThat(table.all()).isEmpty();
  }

  @Test
  void dynamoDbThatThrottlesForAWhile_onlySlowsThePurge() {
    // More often than the SDK repeats it.
    proxy.follow(
        FaultSchedule.first(
            Stream.generate(() -> Fault.TABLE_THROTTLING).limit(4).toArray(Fault[]::new)));

    assertFinishes(purge, user);

    assertThat(table.all()).isEmpty();
  }

  @Test
  void throttledPartitionsLateIndexesAndUnprocessedItems_onlySlowThePurge() {
    proxy.limitPartitions(20, 100, InstantSource.system());
    proxy.delayIndexes(Duration.ofSeconds(1), new SplittableRandom(1), InstantSource.system());
    proxy.follow(FaultSchedule.inParts());

    assertFinishes(purge, user);

    assertThat(proxy.injected()).containsKeys(Fault.UNPROCESSED, Fault.SHORT_PAGE);
    proxy.catchUp();
    assertThat(table.of(user)).isEmpty();
    assertThat(table.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyThirdCallThatFails_onlySlowsThePurge(long seed) {
    proxy.follow(FaultSchedule.seeded(seed, 33));

    assertFinishes(purge, user);

    assertThat(proxy.injected()).isNotEmpty();
    assertThat(table.all()).isEmpty();
  }
}
