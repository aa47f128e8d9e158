package dev.cubby.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
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
  void controlPlaneQuotas_takeNoValue(String arguments) throws UsageException {
    var options = CommandLine.parse(List.of(arguments.split(" ", -1)), Map.of()).options();

    assertThat(options.emulation().controlPlaneQuotas()).isTrue();
    assertThat(options.template()).hasToString("t.yaml");
    assertThat(options.port()).isEqualTo(1);
  }

  @Test
  void controlPlane_hasNoQuotasUnlessAskedFor() throws UsageException {
    var options = CommandLine.parse(List.of("--template", "t.yaml"), Map.of()).options();

    assertThat(options.emulation().controlPlaneQuotas()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "-1", "42:0", "42:100"})
  void faults_areASeedAndMaybeAPercentage(String faults) throws UsageException {
    var commandLine =
        CommandLine.parse(List.of("--template", "t.yaml", "--faults", faults), Map.of());

    assertThat(commandLine.faults()).isNotNull();
    assertThat(commandLine.options().emulation().faultProxy()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "42:", "42:101", "4.2"})
  void otherFaults_areRefused(String faults) {
    assertThatThrownBy(
            () -> CommandLine.parse(List.of("--template", "t.yaml", "--faults", faults), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--faults ");
  }
}
