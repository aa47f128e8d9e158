package dev.cubby.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Checks a history that [HistoriesIT] has recorded, once more.
@EnabledIfSystemProperty(named = "histories.file", matches = ".+")
class RecordedHistoryTest {

  /// How many milliseconds lists may lag.
  private static final long LAG = Long.getLong("histories.lag", 0);

  @Test
  void recordedHistory_isLinearizable() {
    var history = History.read(Path.of(System.getProperty("histories.file")));

    assertThat(history.check(Duration.ofMillis(LAG), Allowance.LATE_ATTEMPTS).failure()).isEmpty();
  }
}
