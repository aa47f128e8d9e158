package dev.cubby.shared.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldErrorTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e9", "\ud83d\ude00"})
  void longName_isCutBetweenCodePoints(String character) {
    assertThat(new FieldError(character.repeat(200), "x").field()).isEqualTo(character.repeat(200));
    assertThat(new FieldError(character.repeat(999), "x").field()).isEqualTo(character.repeat(200));
    assertThat(new FieldError("a" + character.repeat(999), "x").field())
        .isEqualTo("a" + character.repeat(199));
  }

  @Test
  void halfOfASurrogatePair_isReplaced() {
    assertThat(new FieldError("a\ud83d", "x").field()).isEqualTo("a\ufffd");
    assertThat(new FieldError("\ude00\ud83d", "x").field()).isEqualTo("\ufffd\ufffd");
  }
}
