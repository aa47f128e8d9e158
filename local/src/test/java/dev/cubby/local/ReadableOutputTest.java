package dev.cubby.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableOutputTest {

  private static final String METRICS =
      "{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[{\"Namespace\":\"N\",\"Dimensions\":[[]],"
          + "\"Metrics\":[{\"Name\":\"ms\"}]}]},\"ms\":3%s}\n";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream output = ReadableOutput.to(new PrintStream(bytes, true, UTF_8));

  @Test
  void metrics_areLeftOut() {
    output.print("before\n" + METRICS.formatted("") + "after\n");

    assertThat(printed()).isEqualTo("before\nafter\n");
  }

  @Test
  void stackTraceInMetrics_isPrinted() {
    output.print(
        METRICS.formatted(
            ",\"detail\":\"no\",\"failure\":\"java.lang.Error: grün\\n\\tat a.B.c(B.java:1)\\n\""));

    assertThat(printed()).isEqualTo("java.lang.Error: grün\n\tat a.B.c(B.java:1)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grün\n",
        "{\"level\":\"INFO\"}\n",
        "{\"message\":\"of \\\"CloudWatchMetrics\\\"\"}\n",
        "{ \"CloudWatchMetrics\" is no JSON\n",
        "{\"_aws\":{\"CloudWatchMetrics\":1}}\n",
        "\n\n",
        "a\n{b}\nc",
      })
  void everythingElse_isUnchanged(String text) {
    output.print(text);

    assertThat(printed()).isEqualTo(text);
  }

  @Test
  void lineInPieces_isOneLine() {
    METRICS.formatted("").chars().forEach(output::write);
    output.print("no line feed");

    assertThat(printed()).isEqualTo("no line feed");
  }

  @Test
  void lineThatStartsWithABrace_isPrintedWhenItEnds() {
    output.print("{half");
    output.flush();
    assertThat(printed()).isEmpty();

    output.close();
    assertThat(printed()).isEqualTo("{half");
  }

  private String printed() {
    return bytes.toString(UTF_8);
  }
}
