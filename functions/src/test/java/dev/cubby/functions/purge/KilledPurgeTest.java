package dev.cubby.functions.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Kill;
import dev.cubby.testing.TestContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A purge that is killed again and again between its calls of DynamoDB, or while an answer is
/// under way. The stream sends its event again until it is answered.
class KilledPurgeTest extends PurgeCase {

  private static final int KEYS = 3;
  private static final int RECORDS = 60;

  static LongStream seeds() {
    return LongStream.range(0, 8);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void purgeKilledAtRandom_finishesWhenItIsSentAgain(long seed) {
    check(seed);
  }

  static LongStream furtherSeeds() {
    return LongStream.range(8, 50);
  }

  @ParameterizedTest
  @MethodSource("furtherSeeds")
  @Tag("slow")
  void purgeKilledAtRandomWithFurtherSeeds_finishesWhenItIsSentAgain(long seed) {
    check(seed);
  }

  private void check(long seed) {
    var random = new SplittableRandom(seed);
    var other = newUserId();
    table.give(other, 1, 5);
    var others = table.all();
    table.give(user, KEYS, RECORDS);

    boolean killed = true;
    for (int i = 0; i < 3 && killed; i++) {
      int call = random.nextInt(1, 12);
      killed = isKilled(random.nextBoolean() ? Kill.after(call) : Kill.during(call));
    }
    assertFinishes(purge(), user);

    assertThat(table.all()).isEqualTo(others);
  }

  @Test
  void recordsAreThereForAsLongAsThereIsAKey() {
    table.give(user, KEYS, RECORDS);
    int kills = 0;

    while (isKilled(Kill.after(kills))) {
      kills++;
      var left = table.of(user).toString();
      assertThat(left.contains("KEY#") && !left.contains("000000")).isFalse();
    }

    assertThat(kills).isGreaterThan(KEYS);
    assertThat(table.all()).isEmpty();
  }

  // Who is killed has no time left.
  private boolean isKilled(Kill kill) {
    InstantSource clock =
        () -> kill.hasStruck() ? Instant.now().plus(TestContext.PATIENT) : Instant.now();
    var purge = purge(dynamoDb.table(kill), clock);
    return !unfinished(purge, TestContext.PATIENT, Deletions.of(user)).isEmpty();
  }
}
