package dev.cubby.functions.purge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.template.RouteDefinition;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.reader.TemplateReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `PurgeUser` takes for granted of template.yaml.
class PurgeDeploymentTest {

  private static final Duration LONGEST_CACHE = Duration.ofMinutes(10);

  private final Template template = template(LONGEST_CACHE);

  @Test
  void longestRequest_isOverWhenTheLastPassBegins() {
    var slowest =
        template.api().routes().stream()
            .map(RouteDefinition::functionId)
            .map(this::timeout)
            .max(Comparator.naturalOrder())
            .orElseThrow();

    assertThat(timeout("AuthorizeFunction").plus(slowest)).isLessThan(PurgeUser.LONGEST_REQUEST);
  }

  @Test
  void invocation_outlastsTheLongestWait() {
    assertThat(timeout("PurgeUserFunction"))
        .isGreaterThan(LONGEST_CACHE.plus(PurgeUser.LONGEST_REQUEST).plusMinutes(2));
    assertThatThrownBy(() -> template(LONGEST_CACHE.plusSeconds(1)))
        .isInstanceOf(TemplateException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "REMOVE, PROFILE, true",
    "MODIFY, PROFILE, false",
    "INSERT, PROFILE, false",
    "REMOVE, RECORD#PROFILE, false",
    "REMOVE, KEY#1, false",
  })
  void onlyDeletedProfiles_invokeIt(String operation, String sk, boolean isPassed) {
    var source =
        template.streams().stream()
            .filter(stream -> stream.function().logicalId().equals("PurgeUserFunction"))
            .findFirst()
            .orElseThrow();
    var change =
        """
        {"eventName": "%s", "dynamodb": {"Keys": {"PK": {"S": "USER#1"}, "SK": {"S": "%s"}}}}
        """
            .formatted(operation, sk);

    assertThat(source.patterns().stream().anyMatch(pattern -> pattern.matches(change)))
        .isEqualTo(isPassed);
    assertThat(source.reportsItemFailures()).isTrue();
    // Until it is too old.
    assertThat(source.maximumRetryAttempts()).isEqualTo(-1);
  }

  private Duration timeout(String functionId) {
    return requireNonNull(template.functions().get(functionId)).timeout();
  }

  private static Template template(Duration cache) {
    var seconds = Long.toString(cache.toSeconds());
    return TemplateReader.read(
        Path.of("../template.yaml"), Map.of("AuthorizerCacheSeconds", seconds));
  }
}
