package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules that openapi.yaml states in its own way agree with the functions.
class OpenApiTest {

  record Name(@NotBlank String name) {}

  @ParameterizedTest
  @ValueSource(strings = {"UserName", "ItemName"})
  void blankText_isTheSameToBoth(String schema) {
    var pattern =
        Pattern.compile(
            OpenApi.read().document().at("/components/schemas/" + schema + "/pattern").asText());

    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || Character.MAX_SURROGATE < c)
                .filter(c -> {
                  var text = Character.toString(c);
                  return pattern.matcher(text).find()
                      != Validation.errors(new Name(text)).isEmpty();
                })
                .mapToObj(Integer::toHexString))
        .isEmpty();
  }
}
