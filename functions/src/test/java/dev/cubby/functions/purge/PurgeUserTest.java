package dev.cubby.functions.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.testing.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What `PurgeUser` deletes and leaves, in one invocation and in several.
@Timeout(600)
class PurgeUserTest extends PurgeCase {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void user_isDeletedAndOthersKeepEveryByte() {
    var other = newUserId();
    table.give(other, 1, 10);
    var others = table.all();
    table.give(user, 30, 110);

    assertFinishes(purge(), user);

    assertThat(table.of(user)).isEmpty();
    assertThat(table.all()).isEqualTo(others);
  }

  @Test
  void deletionToldTwice_doesNoHarm() {
    table.give(user, 1, 3);

    assertFinishes(purge(), user, user);
    assertFinishes(purge(), user);

    assertThat(table.of(user)).isEmpty();
  }

  @Test
  void largeUser_keepsNoOtherWaiting() {
    var small = List.of(newUserId(), newUserId());
    table.give(user, 0, 1_000);
    small.forEach(userId -> table.give(userId, 1, 5));
    var event = Deletions.of(small.getFirst(), user, small.getLast());

    var unfinished = unfinished(purge(dynamoDb.table(), ticking()), seconds(10 + 30), event);

    // Lambda sends it again, and the one after it.
    assertThat(unfinished).containsExactly(user);
    assertThat(table.of(user)).isNotEmpty();
    small.forEach(userId -> assertThat(table.of(userId)).isEmpty());
    assertFinishes(purge(), user, small.getLast());
    assertThat(table.all()).isEmpty();
  }

  @Test
  void noTimeAtAll_isReportedAndNothingIsDone() {
    table.give(user, 1, 1);
    dynamoDb.calls();

    assertThat(unfinished(purge(), seconds(10), Deletions.of(user, newUserId())))
        .containsExactly(user);

    assertThat(dynamoDb.calls()).isZero();
  }

  @Test
  void writeOfACachedCaller_isDeletedByTheLastPass() throws Exception {
    table.give(user, 1, 3);

    var purge = start(waiting(seconds(6)));
    while (!table.of(user).isEmpty()) {
      Thread.sleep(10);
    }
    table.put(Stream.of(TableContents.record(user, "late")));

    assertThat(purge.get()).isEmpty();
    assertThat(table.of(user)).isEmpty();
  }

  @Test
  void timeOfCachedCallersThatIsNotOver_isWaitedForByTheNextInvocation() {
    table.give(user, 1, 3);

    assertThat(unfinished(waiting(HOUR), seconds(20), event())).containsExactly(user);

    assertThat(table.of(user)).isEmpty();
  }

  @Test
  void wait_isNoCall() {
    table.give(user, 0, 3);
    dynamoDb.calls();

    unfinished(waiting(HOUR), seconds(20), event());

    // Keys, records, their deletion, and that there are none left.
    assertThat(dynamoDb.calls()).isEqualTo(4);
  }

  @Test
  void interruptedWait_isReportedAtOnce() throws Exception {
    var result = new CompletableFuture<List<String>>();
    var purge = waiting(HOUR);
    var thread =
        Thread.startVirtualThread(
            () -> result.complete(unfinished(purge, TestContext.PATIENT, event())));
    while (!sleepsBetweenCalls(thread)) {
      Thread.sleep(10);
    }

    thread.interrupt();

    assertThat(result.get()).containsExactly(user);
  }

  private static boolean sleepsBetweenCalls(Thread thread) {
    var frames = List.of(thread.getStackTrace());
    return frames.stream().anyMatch(frame -> frame.getMethodName().equals("sleep"))
        && frames.stream().noneMatch(frame -> frame.getClassName().startsWith("software.amazon."));
  }

  private CompletableFuture<List<String>> start(PurgeUser purge) {
    return CompletableFuture.supplyAsync(() -> unfinished(purge, TestContext.PATIENT, event()));
  }

  private PurgeUser waiting(Duration time) {
    var clock = InstantSource.system();
    return new PurgeUser(new Eraser(dynamoDb.table(), clock), time, clock);
  }

  private DynamodbEvent event() {
    return Deletions.of(user);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  /// A clock that is half a second later whenever somebody looks, as it is between two calls.
  private static InstantSource ticking() {
    var looks = new AtomicLong();
    return () -> Instant.EPOCH.plusMillis(500 * looks.incrementAndGet());
  }
}
