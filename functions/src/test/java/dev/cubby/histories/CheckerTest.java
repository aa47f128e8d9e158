package dev.cubby.histories;

import static dev.cubby.histories.Allowance.LATE_ATTEMPTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.histories.Operation.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckerTest {

  private static final String FIRST = tag("AAAAAAAAAAAA", 1);
  private static final String SECOND = tag("AAAAAAAAAAAA", 2);
  private static final String THIRD = tag("AAAAAAAAAAAA", 3);

  private final List<Operation> history = new ArrayList<>();

  @Test
  void operationsAtOnce_mayTakeEffectInAnyOrder() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 9, write(Action.REPLACE, 20, "", 200, SECOND));
    add(3, 4, read(10, FIRST));
    add(5, 6, read(20, SECOND));
    assertNeeds(Allowance.NONE);
  }

  @Test
  void readOfAnEarlierValue_isNotLinearizable() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 9, write(Action.REPLACE, 20, "", 200, SECOND));
    add(3, 4, read(20, SECOND));
    add(5, 6, read(10, FIRST));
    assertThat(Checker.needed(history, LATE_ATTEMPTS)).isEmpty();
  }

  @Test
  void twoWritesWithOneTag_areNotLinearizable() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 5, write(Action.REPLACE, 20, FIRST, 200, SECOND));
    add(3, 4, write(Action.REPLACE, 30, FIRST, 200, SECOND));
    assertThat(Checker.needed(history, LATE_ATTEMPTS)).isEmpty();
  }

  @Test
  void incrementThatCountsTwice_isNotLinearizable() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 3, write(Action.INCREMENT, 1, "", 200, SECOND));
    add(4, 5, read(12, SECOND));
    assertThat(Checker.needed(history, LATE_ATTEMPTS)).isEmpty();
  }

  @Test
  void unknownWrite_mayTakeEffectLaterOrNever() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 3, 503, Kind.SINGLE, write(Action.REPLACE, 20, "", 0, ""));
    add(4, 5, read(10, FIRST));
    assertNeeds(Allowance.NONE);
    add(6, 7, read(20, SECOND));
    assertNeeds(Allowance.NONE);
    add(8, 9, read(10, FIRST));
    assertThat(Checker.needed(history, LATE_ATTEMPTS)).isEmpty();
  }

  @Test
  void deletionOfNothing_returns204OnlyIfItIsRepeated() {
    add(0, 1, write(Action.DELETE, 0, "", 204, ""));
    assertNeeds(Allowance.REPEATED_ATTEMPTS);
  }

  @Test
  void writeOnBothSidesOfAnother_isRepeated() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 9, write(Action.REPLACE, 20, "", 200, tag("AAAAAAAAAAAA", 4)));
    add(3, 4, read(20, SECOND));
    add(5, 6, write(Action.REPLACE, 30, "", 200, THIRD));
    add(10, 11, read(20, tag("AAAAAAAAAAAA", 4)));
    assertNeeds(Allowance.REPEATED_ATTEMPTS);
  }

  @Test
  void recordThatARepetitionCreatesAgain_countsFromTheSameTag() {
    add(0, 20, write(Action.UPSERT, 10, "", 201, FIRST));
    add(1, 2, write(Action.REPLACE, 20, "", 200, SECOND));
    add(3, 4, write(Action.DELETE, 0, "", 204, ""));
    add(21, 22, write(Action.REPLACE, 30, "", 200, SECOND));
    assertNeeds(Allowance.REPEATED_ATTEMPTS);
  }

  @Test
  void writeTwiceInARow_isNotLinearizable() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 9, write(Action.REPLACE, 20, "", 200, THIRD));
    assertThat(Checker.needed(history, LATE_ATTEMPTS)).isEmpty();
  }

  @Test
  void writeWithATag_mayBeRefusedAlthoughItTookEffect() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 9, write(Action.REPLACE, 20, FIRST, 412, THIRD));
    add(3, 4, read(20, SECOND));
    add(5, 6, write(Action.REPLACE, 30, "", 200, THIRD));
    assertNeeds(Allowance.REPEATED_ATTEMPTS);
  }

  @Test
  void writeThatComesBackAfterItsEnd_isLate() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 3, write(Action.REPLACE, 20, "", 200, SECOND));
    add(4, 5, write(Action.REPLACE, 30, "", 200, THIRD));
    add(6, 7, read(20, tag("AAAAAAAAAAAA", 4)));
    assertNeeds(LATE_ATTEMPTS);
  }

  @Test
  void writeWithATagThatComesBack_isNotLinearizable() {
    add(0, 1, write(Action.CREATE, 10, "", 201, FIRST));
    add(2, 3, write(Action.REPLACE, 20, FIRST, 200, SECOND));
    add(4, 5, write(Action.REPLACE, 30, "", 200, THIRD));
    add(6, 7, read(20, tag("AAAAAAAAAAAA", 4)));
    assertThat(Checker.needed(history, LATE_ATTEMPTS)).isEmpty();
  }

  @Test
  void snapshotOfHalfABatch_isNotLinearizable() {
    add(0, 9, 200, Kind.BATCH, create("a"), create("b"));
    add(1, 2, 200, Kind.SNAPSHOT, read("a", 10, FIRST), absent("b"));
    assertThat(Checker.needed(history, LATE_ATTEMPTS)).isEmpty();
  }

  @Test
  void listOfHalfABatch_isOfTwoMoments() {
    add(0, 9, 200, Kind.BATCH, create("a"), create("b"));
    add(1, 2, 200, Kind.LIST, read("a", 10, FIRST), absent("b"));
    assertThat(new History(history).check(Duration.ZERO, LATE_ATTEMPTS).failure()).isEmpty();
  }

  @Test
  void listOfWhatWasThere_needsALag() {
    add(0, 1, create("a"));
    add(10, 11, 200, Kind.LIST, absent("a"));
    assertThat(new History(history).check(Duration.ZERO, LATE_ATTEMPTS).failure()).isPresent();
    assertThat(new History(history).check(Duration.ofNanos(8), LATE_ATTEMPTS).failure())
        .isPresent();
    assertThat(new History(history).check(Duration.ofNanos(10), LATE_ATTEMPTS).failure()).isEmpty();
  }

  @Test
  void failure_showsOnlyWhatItTakes() {
    add(0, 1, create("b"));
    add(2, 3, create("a"));
    add(4, 5, read("a", 10, FIRST));
    add(6, 7, 200, Kind.SNAPSHOT, read("a", 10, FIRST), read("b", 10, tag("b", 1)));
    add(8, 9, write(Action.REPLACE, 20, FIRST, 200, THIRD));
    add(10, 11, read("a", 20, THIRD));
    assertThat(
            new History(history)
                .check(Duration.ZERO, LATE_ATTEMPTS)
                .failure()
                .orElseThrow()
                .lines())
        .containsExactly(
            "No order explains the response of the last of these operations:",
            "  from (ms)   to (ms)",
            "      0.000     0.000  client  2  2 CREATE a 10: 201 " + FIRST,
            "      0.000     0.000  client  5  5 REPLACE a 20 if " + FIRST + ": 200 " + THIRD,
            "Before it, in any order that explains the others:",
            "  {a=10 " + FIRST + "}",
            "  {a=20 " + SECOND + "}");
  }

  private void assertNeeds(Allowance allowance) {
    assertThat(Checker.needed(history, LATE_ATTEMPTS)).isEqualTo(Optional.of(allowance));
  }

  private void add(long start, long end, Part part) {
    add(start, end, part.status(), Kind.SINGLE, part);
  }

  private void add(long start, long end, int status, Kind kind, Part... parts) {
    int id = history.size() + 1;
    history.add(new Operation(id, id, start, end, kind, false, status, Arrays.asList(parts)));
  }

  private static Part write(Action action, long value, String ifMatch, int status, String etag) {
    return Part.of("a", action, value, ifMatch).ended(status, etag);
  }

  private static Part create(String key) {
    var etag = key.equals("a") ? FIRST : tag(key, 1);
    return Part.of(key, Action.CREATE, 10, "").ended(201, etag);
  }

  private static Part read(long value, String etag) {
    return read("a", value, etag);
  }

  private static Part read(String key, long value, String etag) {
    return Part.of(key, Action.READ, 0, "").read(value, etag);
  }

  private static Part absent(String key) {
    return Part.of(key, Action.READ, 0, "").ended(404, "");
  }

  private static String tag(String incarnation, int version) {
    return "\"" + incarnation + "." + version + "\"";
  }
}
