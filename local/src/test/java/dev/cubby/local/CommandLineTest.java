package dev.cubby.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--control-plane-quotas --template t.yaml --port 1",
        "--template t.yaml --port 1 --control-plane-quotas"
      })
  void controlPlaneQuotas_takeNoValue(String arguments) throws CommandLineException {
    var options = CommandLine.parse(List.of(arguments.split(" ", -1))).options();

    assertThat(options.controlPlaneQuotas).isTrue();
    assertThat(options.template).hasToString("t.yaml");
    assertThat(options.port).isEqualTo(1);
  }

  @Test
  void controlPlane_hasNoQuotasUnlessAskedFor() throws CommandLineException {
    var options = CommandLine.parse(List.of("--template", "t.yaml")).options();

    assertThat(options.controlPlaneQuotas).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "-1", "42:0", "42:100"})
  void faults_areASeedAndMaybeAPercentage(String faults) throws CommandLineException {
    var commandLine = CommandLine.parse(List.of("--template", "t.yaml", "--faults", faults));

    assertThat(commandLine.faults).isNotNull();
    assertThat(commandLine.options().faultProxy).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "42:", "42:101", "4.2"})
  void otherFaults_areRefused(String faults) {
    assertThatThrownBy(() -> CommandLine.parse(List.of("--template", "t.yaml", "--faults", faults)))
        .isInstanceOf(CommandLineException.class)
        .hasMessageStartingWith("--faults ");
  }

  @Test
  void help_statesEachOptionOnce() {
    assertThat(CommandLine.usage().lines().filter(line -> line.startsWith("  --")))
        .hasSize(19)
        .extracting(line -> line.strip().split(" ", 2)[0])
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port 65536",
        "--port -1",
        "--port x",
        "--stage a/b",
        "--dynamodb-endpoint localhost:8000",
        "--parameter NAME",
        "--link =/path"
      })
  void wrongValues_areRefused(String arguments) {
    assertThatThrownBy(() -> CommandLine.parse(List.of(arguments.split(" ", -1))))
        .isInstanceOf(CommandLineException.class)
        .hasMessageMatching("--\\S+ must be .+, not \\S+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--template", "--port", "--event", "--link"})
  void missingValues_areRefused(String option) {
    assertThatThrownBy(() -> CommandLine.parse(List.of(option)))
        .isInstanceOf(CommandLineException.class)
        .hasMessage(option + " needs a value");
  }
}
