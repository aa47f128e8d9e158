package dev.cubby.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScheduleTest {

  private static final int CALLS = 10_000;

  @Test
  void sameSeed_isTheSameSchedule() {
    assertThat(faults(42, 20, "PutItem")).isEqualTo(faults(42, 20, "PutItem"));
    assertThat(faults(42, 20, "PutItem")).isNotEqualTo(faults(43, 20, "PutItem"));
  }

  @Test
  void operations_doNotMoveTheFaultsOfLaterCalls() {
    var writes = faults(42, 20, "PutItem");
    var reads = faults(42, 20, "GetItem");

    for (int call = 0; call < CALLS; call++) {
      assertThat(reads.get(call) == null).isEqualTo(writes.get(call) == null);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 100})
  void percent_isTheShareOfCallsThatFail(int percent) {
    var faults = faults(7, percent, "PutItem").stream().filter(Objects::nonNull).toList();

    assertThat(faults.size() / (double) CALLS).isCloseTo(percent / 100.0, within(0.01));
  }

  @Test
  void answersAreLost_inTwoOfFiveFaults() {
    long lost =
        faults(7, 100, "PutItem").stream()
            .filter(fault -> fault == Fault.LOST_ANSWER || fault == Fault.WITHHELD_ANSWER)
            .count();

    assertThat(lost / (double) CALLS).isCloseTo(0.4, within(0.03));
  }

  @Test
  void operation_meetsOnlyWhatItCan() {
    assertThat(faults(7, 100, "GetItem")).doesNotContain(Fault.CONFLICT, Fault.CANCELLATION);
    assertThat(faults(7, 100, "PutItem"))
        .contains(Fault.CONFLICT)
        .doesNotContain(Fault.CANCELLATION);
    assertThat(faults(7, 100, "TransactWriteItems"))
        .contains(Fault.CANCELLATION)
        .doesNotContain(Fault.CONFLICT);
  }

  private static List<Fault> faults(long seed, int percent, String operation) {
    var schedule = FaultSchedule.seeded(seed, percent);
    var faults = new ArrayList<Fault>();
    for (int call = 0; call < CALLS; call++) {
      faults.add(schedule.next(operation));
    }
    return faults;
  }
}
