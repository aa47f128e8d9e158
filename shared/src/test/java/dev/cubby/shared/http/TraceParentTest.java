package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String VALUE = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @ParameterizedTest
  @ValueSource(
      strings = {
        VALUE,
        "cc-" + TRACE + "-00f067aa0ba902b7-01",
        "01-" + TRACE + "-00f067aa0ba902b7-01-what-the-future-will-be-like"
      })
  void headerOfAnyVersion_hasItsTraceId(String value) {
    assertThat(TraceParent.traceId(value)).contains(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-00f067aa0ba902b7-01",
        "00-" + TRACE + "-00f067aa0ba902b7-01-more",
        "01-" + TRACE + "-00f067aa0ba902b7-01more",
        "00-" + TRACE + "-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-00f067aa0ba902b7-0x",
        " " + VALUE,
        VALUE + ", " + VALUE
      })
  void malformedHeader_countsAsAbsent(String value) {
    assertThat(TraceParent.traceId(value)).isEmpty();
  }
}
